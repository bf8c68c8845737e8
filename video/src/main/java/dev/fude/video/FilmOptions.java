package dev.fude.video;

import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the ends of a film are opened with.
 *
 * @param standardInput read where a film's name is {@code -}
 * @param standardOutput written where a film's name is {@code -}
 * @param overwrite whether what stands in the output's place may be replaced
 * @param ffmpeg the program that reads and writes containers; empty to look for it
 * @param settings everything but the input on which the painted frames depend, as a text: a film
 *     that was begun with others is not resumed
 * @param rate frames a second of a folder of pictures without times
 * @param matrix of a film's colours where the film cannot say it; empty for what is usual
 * @param from seconds of the film before which no frame is wanted: a source may pass over what
 *     comes before the frame that is seen then, but need not; {@link PartSource} does the rest
 * @param encoder ffmpeg's name of the encoder of a container's pictures; empty for the best
 */
public record FilmOptions(
    InputStream standardInput,
    OutputStream standardOutput,
    boolean overwrite,
    Optional<Path> ffmpeg,
    String settings,
    Optional<Rational> rate,
    Optional<FilmColour.Matrix> matrix,
    BigDecimal from,
    Optional<String> encoder) {
  /**
   * Options for whole films that say their rate and their colours.
   *
   * @param standardInput read where a film's name is {@code -}
   * @param standardOutput written where a film's name is {@code -}
   * @param overwrite whether what stands in the output's place may be replaced
   * @param ffmpeg the program that reads and writes containers; empty to look for it
   * @param settings everything but the input on which the painted frames depend
   */
  public FilmOptions(
      InputStream standardInput,
      OutputStream standardOutput,
      boolean overwrite,
      Optional<Path> ffmpeg,
      String settings) {
    this(
        standardInput,
        standardOutput,
        overwrite,
        ffmpeg,
        settings,
        Optional.empty(),
        Optional.empty(),
        BigDecimal.ZERO,
        Optional.empty());
  }
}
