package dev.fude.server;

import dev.fude.core.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads back JSON that the server wrote. */
public final class JsonReading {
  private final String text;
  private int at;

  private JsonReading(String text) {
    this.text = text;
  }

  /** The object that a text holds, and nothing after it. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(String text) {
    JsonReading reading = new JsonReading(text);
    Object value = reading.value();
    reading.skip();
    if (reading.at != text.length()) {
      throw new IllegalArgumentException("There is more than one value in " + text);
    }
    return (Map<String, Object>) value;
  }

  private Object value() {
    skip();
    return switch (text.charAt(at)) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      default -> plain();
    };
  }

  private Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (char next = after('{', '}'); next != '}'; next = separator('}')) {
      String name = string();
      skip();
      if (text.charAt(at++) != ':') {
        throw new IllegalArgumentException("No value of " + name + " in " + text);
      }
      map.put(name, value());
    }
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    for (char next = after('[', ']'); next != ']'; next = separator(']')) {
      list.add(value());
    }
    return list;
  }

  private char after(char open, char close) {
    at++;
    skip();
    if (text.charAt(at) == close) {
      at++;
      return close;
    }
    return open;
  }

  private char separator(char close) {
    skip();
    char next = text.charAt(at++);
    if (next != ',' && next != close) {
      throw new IllegalArgumentException("At " + at + " of " + text);
    }
    skip();
    return next;
  }

  /** Escapes are the engine's reader's business. */
  private String string() {
    skip();
    int end = at + 1;
    while (text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    String string = new JsonReader(text.substring(at, end + 1), "the answer").string();
    at = end + 1;
    return string;
  }

  private Object plain() {
    int start = at;
    while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> Double.valueOf(word);
    };
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
