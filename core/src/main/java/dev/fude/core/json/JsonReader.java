package dev.fude.core.json;

import dev.fude.core.Quoted;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of JSON that is not trusted: objects, arrays, strings, numbers, true and false.
 *
 * <p>The caller says what must come next, and anything else is refused. So nothing is built that
 * the caller did not ask for, and nesting is only as deep as the caller's own code, whatever the
 * text says. Names within one object are unique.
 */
public final class JsonReader {
  /** Digits beyond these change no double that a program wrote. */
  private static final int LONGEST_NUMBER = 40;

  /** Levels of values that are passed over: no stack overflows at so many. */
  private static final int DEEPEST = 64;

  private static final String NULL = "null";

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private final String text;
  private final String called;
  private int at;

  /**
   * Begins before the first character.
   *
   * @param text the JSON text
   * @param called what messages call it, such as {@code its header}
   */
  public JsonReader(String text, String called) {
    this.text = text;
    this.called = called;
  }

  /**
   * Reads an object.
   *
   * @param body told each name; must read the value
   * @throws MalformedJsonException if no object comes next, or it has a name twice
   */
  public void object(Consumer<String> body) {
    Set<String> names = new HashSet<>();
    expect('{');
    if (accept('}')) {
      return;
    }
    do {
      String name = string();
      if (!names.add(name)) {
        throw new MalformedJsonException(
            "the name " + Quoted.name(name) + " is in " + called + " twice");
      }
      expect(':');
      body.accept(name);
    } while (accept(','));
    expect('}');
  }

  /**
   * Reads an array.
   *
   * @param body must read one element each time
   * @throws MalformedJsonException if no array comes next
   */
  public void array(Runnable body) {
    expect('[');
    if (accept(']')) {
      return;
    }
    do {
      body.run();
    } while (accept(','));
    expect(']');
  }

  /**
   * Reads a whole number.
   *
   * @return from 0 to the largest long
   * @throws MalformedJsonException if no such number comes next, or it has a leading zero
   */
  public long wholeNumber() {
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

  /**
   * Reads a number with or without a fraction.
   *
   * @return the double nearest to it, which is finite
   * @throws MalformedJsonException if no number comes next, or it has too many digits
   */
  public double number() {
    skipWhitespace();
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw error("a number is expected");
    }
    double value =
        number.end() - at > LONGEST_NUMBER ? Double.NaN : Double.parseDouble(number.group());
    if (!Double.isFinite(value)) {
      throw error("a number is too large or too long");
    }
    at = number.end();
    return value;
  }

  /**
   * Reads {@code true} or {@code false}.
   *
   * @return which of the two
   * @throws MalformedJsonException if neither comes next
   */
  public boolean flag() {
    skipWhitespace();
    boolean isTrue = text.startsWith("true", at);
    if (!isTrue && !text.startsWith("false", at)) {
      throw error("true or false is expected");
    }
    at += isTrue ? 4 : 5;
    return isTrue;
  }

  /**
   * Reads a string.
   *
   * @return its characters, escapes resolved
   * @throws MalformedJsonException if no string comes next, or it is not well formed
   */
  public String string() {
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

  /**
   * Passes over a value that nobody asked for, of any kind, null among them.
   *
   * @throws MalformedJsonException if no value comes next, or it is nested too deep
   */
  public void skip() {
    skip(DEEPEST);
  }

  private void skip(int levels) {
    skipWhitespace();
    char first = at < text.length() ? text.charAt(at) : ' ';
    if (levels == 0) {
      throw error("values are nested too deep");
    } else if (first == '{') {
      object(name -> skip(levels - 1));
    } else if (first == '[') {
      array(() -> skip(levels - 1));
    } else if (first == '"') {
      string();
    } else if (text.startsWith(NULL, at)) {
      at += NULL.length();
    } else if (first == 't' || first == 'f') {
      flag();
    } else {
      number();
    }
  }

  /**
   * Checks that nothing but spaces is left.
   *
   * @throws MalformedJsonException if something is
   */
  public void end() {
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

  private MalformedJsonException error(String problem) {
    return new MalformedJsonException(
        String.format("%s is wrong at character %d, where %s", called, at, problem));
  }
}
