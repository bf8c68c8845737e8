package dev.fude.core;

import java.util.Collection;
import java.util.stream.Collectors;

/** Makes text from a file fit to stand in a message. */
public final class Quoted {
  private static final int MOST_CHARACTERS = 80;

  private Quoted() {}

  /**
   * Puts a name in quotes.
   *
   * @param name any text
   * @return the text in quotes on one line: control characters and halves of characters replaced by
   *     question marks, cut after 80 characters
   */
  public static String name(String name) {
    StringBuilder shown = new StringBuilder("\"");
    name.codePoints()
        .limit(MOST_CHARACTERS)
        .map(point -> isShown(point) ? point : '?')
        .forEach(shown::appendCodePoint);
    boolean whole = name.codePointCount(0, name.length()) <= MOST_CHARACTERS;
    return shown.append(whole ? "\"" : "...\"").toString();
  }

  /**
   * Puts names in quotes, one behind the other.
   *
   * @param names any texts, at least one
   * @param most how many are shown
   * @return the first of them as {@link #name} shows them, and how many more there are
   */
  public static String names(Collection<String> names, int most) {
    String shown = names.stream().limit(most).map(Quoted::name).collect(Collectors.joining(", "));
    int more = names.size() - most;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static boolean isShown(int point) {
    return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
  }
}
