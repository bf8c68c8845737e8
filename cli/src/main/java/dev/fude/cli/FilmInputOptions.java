package dev.fude.cli;

import dev.fude.video.FilmColour;
import dev.fude.video.Rational;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What some kinds of films cannot say themselves. */
final class FilmInputOptions {
  @Option(
      names = "--rate",
      paramLabel = "N[/M]",
      converter = FilmConverters.Rate.class,
      description = {
        "Frames a second of a folder of pictures, such as 25 or 30000/1001. Default: the times in"
            + " its timecodes.txt."
      })
  private Rational rate;

  @Option(
      names = "--matrix",
      paramLabel = "601|709|2020",
      converter = FilmConverters.Matrix.class,
      description = {
        "By which matrix the colours of a YUV4MPEG2 stream were made, which it cannot say. Default:"
            + " 709 from 720 lines up, else 601."
      })
  private FilmColour.Matrix matrix;

  /**
   * Refuses what the input says itself.
   *
   * @throws WrongUseException if it has a rate or a matrix of its own
   */
  void requireNeeded(String input) {
    if (rate != null && !Files.isDirectory(Path.of(input))) {
      throw new WrongUseException("--rate is for folders of pictures; other films have their own.");
    }
    boolean isStream = input.equals("-") || input.toLowerCase(Locale.ROOT).endsWith(".y4m");
    if (matrix != null && !isStream) {
      throw new WrongUseException("--matrix is for YUV4MPEG2 streams; other films have their own.");
    }
  }

  Optional<Rational> rate() {
    return Optional.ofNullable(rate);
  }

  Optional<FilmColour.Matrix> matrix() {
    return Optional.ofNullable(matrix);
  }

  /** Everything here on which a frame depends, as a text. */
  String settings() {
    return "rate=" + rate + " matrix=" + matrix;
  }
}
