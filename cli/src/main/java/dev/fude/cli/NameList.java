package dev.fude.cli;

import dev.fude.core.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list of file names: one a line, or ended by NULs as {@code find -print0} writes them. UTF-8, or
 * UTF-16 with a byte order mark, as PowerShell writes. Empty lines are nothing; every other
 * character is a part of a name.
 */
final class NameList {
  /** What a list is called that comes from standard input. */
  static final String STANDARD_INPUT = "-";

  /** Half a million names or so: more is no list. */
  private static final int MOST_BYTES = 64 << 20;

  private static final char MARK = '\uFEFF';

  private NameList() {}

  /**
   * Reads a list.
   *
   * @param list a file, or {@link #STANDARD_INPUT}
   * @return the names, in order
   * @throws UnusableInputException if it cannot be read, is no text, or holds no name
   */
  static List<String> read(String list) {
    String told = list.equals(STANDARD_INPUT) ? "standard input" : list;
    String text = text(told, bytes(list, told));
    List<String> names = split(text);
    if (names.isEmpty()) {
      throw new UnusableInputException(
          told + " holds no name; a list has one file name a line, or ends each by a NUL.");
    }
    return names;
  }

  private static byte[] bytes(String list, String told) {
    try (InputStream stream = open(list)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UnusableInputException(
            String.format(
                "%s goes on after %d MiB, the most that is read of a list; give it in parts.",
                told, MOST_BYTES >> 20));
      }
      return bytes;
    } catch (IOException | InvalidPathException e) {
      throw new UnusableInputException(
          String.format(
              "The list %s cannot be read (%s); check the name.", told, Failures.reason(e)));
    }
  }

  private static InputStream open(String list) throws IOException {
    return list.equals(STANDARD_INPUT) ? System.in : InputFile.open(Path.of(list));
  }

  private static String text(String told, byte[] bytes) {
    try {
      String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnusableInputException(
          told + " is no list of file names in UTF-8; save it as UTF-8, or name the pictures.");
    }
  }

  private static Charset charset(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return switch (mark) {
      case 0xFEFF -> StandardCharsets.UTF_16BE;
      case 0xFFFE -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }

  /** No name holds a NUL, and only names that end with one may hold a line's end. */
  private static List<String> split(String text) {
    Stream<String> names = text.indexOf('\0') < 0 ? text.lines() : Stream.of(text.split("\0"));
    return names.filter(name -> !name.isBlank()).toList();
  }
}
