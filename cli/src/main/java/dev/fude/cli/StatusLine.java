package dev.fude.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;

/**
 * One line on a terminal that is rewritten in place, and makes way for every other line that is
 * printed through {@link #makingWay}.
 */
final class StatusLine {
  /** Nothing is asked of the terminal, which would need native code: 80 columns are the least. */
  private static final int WIDTH = 79;

  private static final long NANOS_BETWEEN = 100_000_000;

  private final PrintStream terminal;
  private final boolean shown;
  private int columns;
  private long last;

  /**
   * An empty line.
   *
   * @param terminal where it is shown
   * @param shown whether that is a terminal; if not, there is never a line
   */
  StatusLine(PrintStream terminal, boolean shown) {
    this.terminal = terminal;
    this.shown = shown;
  }

  /** Whether there ever is a line. */
  boolean isShown() {
    return shown;
  }

  /** Puts a text in the place of the last one, some ten times a second at most. */
  synchronized void show(String text) {
    long now = System.nanoTime();
    if (!shown || columns > 0 && now - last < NANOS_BETWEEN) {
      return;
    }
    last = now;
    String fitting = fitting(text);
    int width = width(fitting);
    terminal.print("\r" + fitting + " ".repeat(Math.max(0, columns - width)));
    terminal.flush();
    columns = Math.max(1, width);
  }

  /** Takes the text away. */
  synchronized void clear() {
    if (columns > 0) {
      terminal.print("\r" + " ".repeat(columns) + "\r");
      terminal.flush();
      columns = 0;
    }
  }

  /**
   * A writer whose lines do not mix with this one. What a terminal would obey, in a file's name for
   * example, is written as a question mark.
   *
   * @param writer where lines go
   * @return the writer to print to
   */
  Writer makingWay(Writer writer) {
    return new MakingWay(writer);
  }

  private static String fitting(String text) {
    StringBuilder fitting = new StringBuilder();
    int[] points = text.codePoints().toArray();
    int columns = 0;
    for (int point : points) {
      columns += width(point);
      if (columns > WIDTH) {
        break;
      }
      fitting.appendCodePoint(Character.isISOControl(point) ? '?' : point);
    }
    return fitting.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(StatusLine::width).sum();
  }

  /** Kana, kanji and hangul fill two columns; so may whatever comes after them. */
  private static int width(int point) {
    return point < 0x1100 ? 1 : 2;
  }

  private final class MakingWay extends FilterWriter {
    private MakingWay(Writer writer) {
      super(writer);
    }

    @Override
    public void write(int c) throws IOException {
      clear();
      out.write(harmless((char) c));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      write(String.valueOf(characters, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      clear();
      char[] characters = text.substring(offset, offset + length).toCharArray();
      for (int i = 0; i < characters.length; i++) {
        characters[i] = harmless(characters[i]);
      }
      out.write(characters);
    }

    private char harmless(char c) {
      return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t' ? '?' : c;
    }
  }
}
