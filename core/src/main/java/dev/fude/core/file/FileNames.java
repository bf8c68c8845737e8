package dev.fude.core.file;

import java.nio.file.InvalidPathException;

/** What is wrong with a text that is no file's name here. */
public final class FileNames {
  private FileNames() {}

  /**
   * Explains. Where no locale is set, Java reads and writes file names in ASCII, and no other can
   * be opened.
   *
   * @param refusal what {@link java.nio.file.Path#of} threw
   * @return one sentence with the cure
   */
  public static String refusal(InvalidPathException refusal) {
    if (isBeyondCharset(refusal)) {
      return String.format(
          "The file name \"%s\" has characters that this Java cannot write in the system's charset"
              + " for names, %s; set a UTF-8 locale before it starts, as in LC_ALL=C.UTF-8.",
          refusal.getInput(), System.getProperty("sun.jnu.encoding", "which is unknown"));
    }
    return String.format(
        "\"%s\" is no file's name here (%s); name another.",
        refusal.getInput(), refusal.getReason());
  }

  /**
   * Whether the text would be a file's name under another locale.
   *
   * @param refusal what {@link java.nio.file.Path#of} threw
   * @return false if it is none anywhere
   */
  public static boolean isBeyondCharset(InvalidPathException refusal) {
    return refusal.getReason().startsWith("Malformed input");
  }
}
