package dev.fude.server.page;

import java.util.Map;

/** A page with places to be filled. */
final class Html {
  private Html() {}

  /**
   * Fills the places of a page, such as <code>{{name}}</code>.
   *
   * @param page the page
   * @param values HTML by the places' names
   */
  static String filled(String page, Map<String, String> values) {
    String text = page;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return text;
  }

  /** A text as HTML, in an element or in a quoted attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
