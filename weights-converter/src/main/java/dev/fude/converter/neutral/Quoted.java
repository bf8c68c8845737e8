package dev.fude.converter.neutral;

/** Makes text from a file fit to stand in a message. */
public final class Quoted {
  private static final int MAX_LENGTH = 120;

  private Quoted() {}

  /**
   * Puts a name in quotes.
   *
   * @param name any text
   * @return the text in quotes on one line: control characters replaced, cut when very long
   */
  public static String name(String name) {
    String shown = name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "...";
    return '"' + shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?") + '"';
  }
}
