package dev.fude.core;

/** Says how many of something there are. */
public final class Count {
  private Count() {}

  /**
   * A number and what it counts.
   *
   * @param number how many
   * @param thing one of them, a word whose plural ends with s
   * @return such as {@code 1 channel} or {@code 3 channels}
   */
  public static String of(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
