package dev.fude.converter.tfjs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value in a JSON text that need not be trusted: asked for by name, and refused with what was
 * missing if it is of another kind. Null counts as left out.
 *
 * <p>The text is read token by token into plain lists and maps, so that its depth costs no stack.
 */
final class Json {
  /** Graph and manifest are about ten deep. */
  private static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // a table to be flooded
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /** A map, list, text, Double or Boolean. */
  private final Object value;

  private Json(Object value) {
    this.value = value;
  }

  /**
   * Reads a text.
   *
   * @param text all of it
   * @return its value
   * @throws MalformedSourceException if it is no JSON, or names something twice
   */
  static Json parse(byte[] text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      Builder builder = new Builder();
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        builder.take(token, parser);
      }
      return new Json(builder.whole());
    } catch (IOException e) {
      throw malformed("is damaged, cut off or nested too deep", e);
    }
  }

  /** Puts tokens together. */
  private static final class Builder {
    private final List<Object> roots = new ArrayList<>(1);
    private final Deque<Object> open = new ArrayDeque<>(List.of(roots));
    private String name;

    void take(JsonToken token, JsonParser parser) throws IOException {
      switch (token) {
        case START_OBJECT -> begin(new LinkedHashMap<String, Object>(4));
        case START_ARRAY -> begin(new ArrayList<>());
        case END_OBJECT, END_ARRAY -> open.pop();
        case FIELD_NAME -> name = parser.currentName();
        case VALUE_STRING -> add(parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(parser.getDoubleValue());
        case VALUE_TRUE, VALUE_FALSE -> add(token == JsonToken.VALUE_TRUE);
        case VALUE_NULL -> add(null);
        default -> throw new IOException("a token that a text cannot have");
      }
    }

    private void begin(Object container) {
      add(container);
      open.push(container);
    }

    @SuppressWarnings("unchecked") // begin() makes the containers
    private void add(Object element) {
      if (open.peek() instanceof List<?> list) {
        ((List<Object>) list).add(element);
      } else {
        Map<String, Object> map = (Map<String, Object>) open.peek();
        if (map.containsKey(name)) {
          throw malformed("has " + Quoted.name(name) + " twice", null);
        }
        map.put(name, element);
      }
    }

    Object whole() throws IOException {
      if (roots.size() != 1) {
        throw new IOException(roots.size() + " values");
      }
      return roots.get(0);
    }
  }

  private static MalformedSourceException malformed(String what, Exception cause) {
    return new MalformedSourceException("its JSON " + what + "; download it again", cause);
  }

  boolean isList() {
    return value instanceof List<?>;
  }

  boolean isNull() {
    return value == null;
  }

  /** Whether it is an object without content. */
  boolean isEmpty() {
    return value instanceof Map<?, ?> map && map.values().stream().allMatch(Objects::isNull);
  }

  boolean isText() {
    return value instanceof String;
  }

  /** What an object has under a name; empty if it lacks it, or this is no object. */
  Optional<Json> find(String name) {
    return value instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get(name)).map(Json::new)
        : Optional.empty();
  }

  /** What an object has under a name. */
  Json get(String name) {
    return find(name).orElseThrow(() -> malformed("lacks " + Quoted.name(name), null));
  }

  /** A list's elements. */
  List<Json> elements() {
    if (value instanceof List<?> list) {
      return list.stream().map(Json::new).toList();
    }
    throw isNo("list");
  }

  /** The elements of a list that may be left out. */
  List<Json> elements(String name) {
    return find(name).map(Json::elements).orElse(List.of());
  }

  String text() {
    if (value instanceof String text) {
      return text;
    }
    throw isNo("text");
  }

  boolean flag() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw isNo("truth value");
  }

  double real() {
    if (value instanceof Double number) {
      return number;
    }
    throw isNo("number");
  }

  /** A whole number from 0 to the largest int. */
  int count() {
    double number = real();
    if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE) {
      throw isNo("count");
    }
    return (int) number;
  }

  private static MalformedSourceException isNo(String wanted) {
    return malformed("has something else where a " + wanted + " belongs", null);
  }
}
