package dev.fude.video.y4m;

import dev.fude.core.Quoted;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The first line of a YUV4MPEG2 stream: its magic word, and parameters of a letter and a value.
 * Source: mjpegtools, yuv4mpeg(5); the names that begin with X are those that FFmpeg writes.
 *
 * @param width columns
 * @param height rows
 * @param rate frames a second
 * @param sampleAspect width of a pixel for a height of 1
 * @param chroma how much chroma there is
 * @param fullRange whether the numbers use the full range, if the line says so
 * @param interlaced whether a frame may hold two half pictures of different times
 */
record Y4mHead(
    int width,
    int height,
    Rational rate,
    Rational sampleAspect,
    ChromaFormat chroma,
    Optional<Boolean> fullRange,
    boolean interlaced) {
  static final String MAGIC = "YUV4MPEG2";
  private static final int LONGEST_SIDE = 1 << 16;
  private static final int LARGEST_NUMBER = 1_000_000_000; // of a fraction
  private static final String RANGE = "COLORRANGE=";

  /** The line as it is written. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%s W%d H%d F%d:%d Ip A%d:%d C%s X%s%s",
        MAGIC,
        width,
        height,
        rate.numerator(),
        rate.denominator(),
        sampleAspect.numerator(),
        sampleAspect.denominator(),
        chroma.tag(),
        RANGE,
        fullRange.orElse(false) ? "FULL" : "LIMITED");
  }

  /**
   * Reads the line.
   *
   * @param name the film's
   * @param line without its end
   * @throws InvalidFilmException if it is no such line, or one of a stream that is not read
   */
  static Y4mHead parse(String name, String line) {
    String[] words = line.split(" ");
    if (!words[0].equals(MAGIC)) {
      throw new InvalidFilmException(
          name + " is no YUV4MPEG2 stream; write one by ffmpeg -i FILM -f yuv4mpegpipe -.");
    }
    Parser parser = new Parser(name);
    for (int i = 1; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        parser.take(words[i].charAt(0), words[i].substring(1));
      }
    }
    return parser.head();
  }

  /** What the parameters so far have said. */
  private static final class Parser {
    private final String name;
    private final Set<Character> seen = new HashSet<>();
    private int width;
    private int height;
    private Rational rate;
    private Rational sampleAspect = Rational.ONE;
    private ChromaFormat chroma = ChromaFormat.PLAIN_420;
    private Optional<Boolean> fullRange = Optional.empty();
    private boolean interlaced;

    Parser(String name) {
      this.name = name;
    }

    void take(char letter, String value) {
      if (letter != 'X' && !seen.add(letter)) {
        throw refusal("says %s twice", Quoted.name(String.valueOf(letter)));
      }
      switch (letter) {
        case 'W' -> width = side(value);
        case 'H' -> height = side(value);
        case 'F' -> rate = fraction("frame rate", value);
        case 'A' -> sampleAspect = value.equals("0:0") ? Rational.ONE : fraction("pixels", value);
        case 'I' -> interlaced = interlaced(value);
        case 'C' -> chroma = chroma(value);
        case 'X' -> takeExtension(value);
        default -> throw refusal("has an unknown parameter %s", Quoted.name(letter + value));
      }
    }

    private int side(String value) {
      boolean isNumber = value.matches("[1-9][0-9]{0,5}");
      if (!isNumber || Integer.parseInt(value) > LONGEST_SIDE) {
        throw refusal("has sides of %s pixels", Quoted.name(value));
      }
      return Integer.parseInt(value);
    }

    private Rational fraction(String what, String value) {
      Rational fraction = Rational.parsed(value);
      if (fraction == null
          || Math.max(fraction.numerator(), fraction.denominator()) > LARGEST_NUMBER) {
        throw refusal("has a %s of %s", what, Quoted.name(value));
      }
      return fraction;
    }

    private boolean interlaced(String value) {
      return switch (value) {
        case "p", "?" -> false;
        case "t", "b", "m" -> true;
        default -> throw refusal("has an unknown interlacing %s", Quoted.name(value));
      };
    }

    private ChromaFormat chroma(String value) {
      return ChromaFormat.of(value)
          .orElseThrow(
              () ->
                  new InvalidFilmException(
                      String.format(
                          "%s has samples of the kind %s; those that are read are %s, so convert it"
                              + " first, as by ffmpeg's -pix_fmt yuv420p.",
                          name, Quoted.name(value), ChromaFormat.NAMES)));
    }

    private void takeExtension(String value) {
      if (!value.startsWith(RANGE)) {
        return;
      }
      fullRange =
          switch (value.substring(RANGE.length())) {
            case "FULL" -> Optional.of(true);
            case "LIMITED" -> Optional.of(false);
            default -> throw refusal("has an unknown range %s", Quoted.name(value));
          };
    }

    Y4mHead head() {
      if (width == 0 || height == 0 || rate == null) {
        throw refusal("lacks its width, height or frame rate");
      }
      return new Y4mHead(width, height, rate, sampleAspect, chroma, fullRange, interlaced);
    }

    private InvalidFilmException refusal(String predicate, Object... values) {
      return new InvalidFilmException(
          String.format(
              "The head of %s %s; check the program that writes it.",
              name, String.format(predicate, values)));
    }
  }
}
