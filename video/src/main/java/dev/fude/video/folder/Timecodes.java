package dev.fude.video.folder;

import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of a folder's pictures, as video editors exchange them: "timestamp format v2", a line
 * for each frame with the milliseconds at which it is shown. A line more, which other programs pass
 * over, says when the last one ends.
 *
 * <p>Most rates have no finite decimals. A comment tells the film's tick, which brings the exact
 * times back: {@code # time base 1001/30000}. Without it a tick is a nanosecond.
 *
 * @param times in ticks, ascending
 * @param timeBase seconds of a tick
 */
record Timecodes(List<Long> times, Rational timeBase) {
  /** How the file is called that lies beside the pictures. */
  static final String FILE = "timecodes.txt";

  private static final Rational NANOSECOND = new Rational(1, 1_000_000_000);
  private static final int NANOSECOND_DIGITS = 6; // of milliseconds, behind the point
  private static final Pattern HEAD = Pattern.compile("# time(code|stamp) format v2\\s*");
  private static final Pattern TIME_BASE = Pattern.compile("# time base (\\S+)\\s*");
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,15})?");
  private static final String WRITTEN_HEAD = "# timestamp format v2";
  private static final long LONGEST_FILE = 1 << 26; // millions of frames

  /**
   * Reads a file.
   *
   * @throws InvalidFilmException if it is none, or its times do not ascend
   */
  static Timecodes read(Path file) {
    List<String> lines = lines(file);
    if (lines.isEmpty() || !HEAD.matcher(lines.get(0)).matches()) {
      throw new InvalidFilmException(
          String.format(
              "%s is no file of times; its first line must be \"%s\".", file, WRITTEN_HEAD));
    }
    Rational timeBase = NANOSECOND;
    List<Long> times = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Matcher ticks = TIME_BASE.matcher(line);
      if (ticks.matches() && times.isEmpty()) {
        timeBase = timeBase(file, ticks.group(1));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        times.add(time(file, i + 1, line, timeBase));
        requireAscending(file, i + 1, times);
      }
    }
    return new Timecodes(times, timeBase);
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new InvalidFilmException(file + " is too long for a file of times; check it.");
      }
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new InvalidFilmException(
          String.format("%s cannot be read (%s); check it.", file, e.getMessage()), e);
    }
  }

  private static Rational timeBase(Path file, String text) {
    Rational parsed = Rational.parsed(text);
    if (parsed == null) {
      throw new InvalidFilmException(file + " has a time base that is no fraction; correct it.");
    }
    return parsed;
  }

  /** The tick that is nearest to a time. */
  private static long time(Path file, int number, String line, Rational timeBase) {
    if (!MILLISECONDS.matcher(line).matches()) {
      throw new InvalidFilmException(
          String.format("Line %d of %s is no time in milliseconds; correct it.", number, file));
    }
    BigDecimal ticks =
        new BigDecimal(line)
            .multiply(BigDecimal.valueOf(timeBase.denominator()))
            .divide(
                BigDecimal.valueOf(timeBase.numerator()).multiply(BigDecimal.valueOf(1000)),
                0,
                RoundingMode.HALF_UP);
    if (ticks.toBigInteger().bitLength() >= Long.SIZE - 1) {
      throw new InvalidFilmException(
          String.format("Line %d of %s is no time of a film; correct it.", number, file));
    }
    return ticks.longValue();
  }

  private static void requireAscending(Path file, int number, List<Long> times) {
    int last = times.size() - 1;
    if (last > 0 && times.get(last) <= times.get(last - 1)) {
      throw new InvalidFilmException(
          String.format(
              "Line %d of %s is no later than the one before; correct it.", number, file));
    }
  }

  /** The lines before the first time. */
  static String head(Rational timeBase) {
    return WRITTEN_HEAD + "\n# time base " + timeBase + "\n";
  }

  /** A time's line. */
  static String line(long ticks, Rational timeBase) {
    return new BigDecimal(
                BigInteger.valueOf(ticks)
                    .multiply(BigInteger.valueOf(timeBase.numerator()))
                    .multiply(BigInteger.valueOf(1000)))
            .divide(
                BigDecimal.valueOf(timeBase.denominator()), NANOSECOND_DIGITS, RoundingMode.HALF_UP)
            .toPlainString()
        + "\n";
  }
}
