package dev.fude.cli;

import java.util.Collection;
import java.util.stream.Collectors;

/** How many things there are, and what the first are called. */
final class Names {
  private static final int MOST_SHOWN = 3;

  private Names() {}

  /**
   * Such as {@code 5 files (a, b, c, ...)}.
   *
   * @param things at least 1
   * @param word what one is
   * @return the words
   */
  static String shown(Collection<?> things, String word) {
    return counted(things.size(), word) + " " + first(things);
  }

  /**
   * Such as {@code (a, b, c, ...)}.
   *
   * @param things at least 1
   * @return the words
   */
  static String first(Collection<?> things) {
    String first =
        things.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return "(" + first + (things.size() > MOST_SHOWN ? ", ...)" : ")");
  }

  /**
   * Such as {@code 1 file} and {@code 5 files}.
   *
   * @param count how many
   * @param word what one is
   * @return the words
   */
  static String counted(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
