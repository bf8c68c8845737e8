package dev.fude.core.weights;

import dev.fude.core.Quoted;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A strict reader of the JSON that safetensors headers are made of: objects, arrays, strings and
 * whole numbers.
 *
 * <p>The caller says what must come next, and anything else is refused. So nothing is built that
 * the caller did not ask for, and nesting is only as deep as the caller's own code, whatever the
 * text says. Names within one object are unique.
 */
final class JsonReader {
  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  /** Reads an object. The body is told each name, and must read the value. */
  void object(Consumer<String> body) {
    Set<String> names = new HashSet<>();
    expect('{');
    if (accept('}')) {
      return;
    }
    do {
      String name = string();
      if (!names.add(name)) {
        throw new MalformedHeaderException(
            "the name " + Quoted.name(name) + " is in its header twice");
      }
      expect(':');
      body.accept(name);
    } while (accept(','));
    expect('}');
  }

  /** Reads an array. The body must read one element each time. */
  void array(Runnable body) {
    expect('[');
    if (accept(']')) {
      return;
    }
    do {
      body.run();
    } while (accept(','));
    expect(']');
  }

  /** Reads a whole number from 0 to the largest long, without a leading zero. */
  long wholeNumber() {
    skipWhitespace();
    int start = at;
    long number = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      int digit = text.charAt(at) - '0';
      if (number > (Long.MAX_VALUE - digit) / 10) {
        throw error("a number is too large");
      }
      number = 10 * number + digit;
      at++;
    }
    boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
    if (at == start || leadingZero || (at < text.length() && isNumberPart(text.charAt(at)))) {
      at = start;
      throw error("a whole number of at least 0 is expected");
    }
    return number;
  }

  /** Reads a string. */
  String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char next = next(); next != '"'; next = next()) {
      if (next < ' ') {
        throw error("a string holds a control character");
      }
      string.append(next == '\\' ? escaped() : next);
    }
    requirePairedSurrogates(string);
    return string.toString();
  }

  /** Checks that nothing but spaces is left. */
  void end() {
    while (at < text.length()) {
      if (text.charAt(at) != ' ') {
        throw error("only spaces may follow the last brace");
      }
      at++;
    }
  }

  private char escaped() {
    char escape = next();
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw error("a string holds an unknown escape");
    };
  }

  private char unicode() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char next = next();
      // Only ASCII: Character.digit alone would take every script's digits.
      int digit = next < 128 ? Character.digit(next, 16) : -1;
      if (digit < 0) {
        throw error("a string holds an unknown escape");
      }
      unit = 16 * unit + digit;
    }
    return (char) unit;
  }

  private void requirePairedSurrogates(CharSequence string) {
    for (int i = 0; i < string.length(); i++) {
      char unit = string.charAt(i);
      boolean pair =
          i + 1 < string.length() && Character.isSurrogatePair(unit, string.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        throw error("a string holds half of a surrogate pair");
      }
    }
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw error("'" + wanted + "' is expected");
    }
  }

  private boolean accept(char wanted) {
    skipWhitespace();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private char next() {
    if (at == text.length()) {
      throw error("a string does not end");
    }
    return text.charAt(at++);
  }

  private void skipWhitespace() {
    while (at < text.length() && isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isWhitespace(char candidate) {
    return candidate == ' ' || candidate == '\t' || candidate == '\n' || candidate == '\r';
  }

  private static boolean isDigit(char candidate) {
    return candidate >= '0' && candidate <= '9';
  }

  private static boolean isNumberPart(char candidate) {
    return isDigit(candidate) || ".eE+-".indexOf(candidate) >= 0;
  }

  private MalformedHeaderException error(String problem) {
    return new MalformedHeaderException(
        String.format("its header is wrong at character %d, where %s", at, problem));
  }
}
