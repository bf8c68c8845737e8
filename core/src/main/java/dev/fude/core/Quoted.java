package dev.fude.core;

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

  private static boolean isShown(int point) {
    return !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
  }
}
