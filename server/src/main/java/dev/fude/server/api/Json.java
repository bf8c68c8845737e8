package dev.fude.server.api;

import dev.fude.core.json.JsonString;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;

/** Writes JSON: maps, collections, texts, numbers, truth values and nulls. */
final class Json {
  private Json() {}

  static String of(Object value) {
    if (value instanceof Map<?, ?> map) {
      StringJoiner entries = new StringJoiner(", ", "{", "}");
      map.forEach((name, entry) -> entries.add(JsonString.of(name.toString()) + ": " + of(entry)));
      return entries.toString();
    }
    if (value instanceof Collection<?> items) {
      StringJoiner elements = new StringJoiner(", ", "[", "]");
      items.forEach(item -> elements.add(of(item)));
      return elements.toString();
    }
    return value instanceof String text ? JsonString.of(text) : String.valueOf(value);
  }
}
