package dev.fude.core.json;

import java.util.Locale;

/** Writes the strings of a JSON text. */
public final class JsonString {
  private JsonString() {}

  /**
   * A text as a JSON string: only quotes, backslashes and control characters must be escaped.
   *
   * @param text any text
   * @return the text in quotes
   */
  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        quoted.append('\\').append(unit);
      } else if (unit < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
      } else {
        quoted.append(unit);
      }
    }
    return quoted.append('"').toString();
  }
}
