package dev.fude.cli;

import dev.fude.video.FrameSource;
import dev.fude.video.PartSource;
import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which part of a film is painted. */
final class PartOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = FilmConverters.Time.class,
      description = {
        "Begin with the frame that is seen then: 12, 1:02.5 or 0:01:02.5. Sound, subtitles and"
            + " chapters are cut to match."
      })
  private BigDecimal from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = FilmConverters.Time.class,
      description = "End with the frame that is seen just before this time of the film.")
  private BigDecimal to;

  @Option(
      names = "--preview",
      paramLabel = "TIME",
      converter = FilmConverters.Time.class,
      description = "Paint the one frame that is seen then, and write it to OUT as a picture.")
  private BigDecimal preview;

  /**
   * Refuses times that make no part.
   *
   * @throws WrongUseException if the end does not come after the beginning
   */
  void requireOrder() {
    if (isPreview() && (from != null || to != null)) {
      throw new WrongUseException(
          "--preview names one frame of the film; leave --from and --to out.");
    }
    if (to != null && to.compareTo(from()) <= 0) {
      throw new WrongUseException(
          String.format(
              "--to %s s does not come after the beginning at %s s; name a later time.",
              to.toPlainString(), from().toPlainString()));
    }
  }

  boolean isPreview() {
    return preview != null;
  }

  /** Seconds of the film before which no frame is wanted. */
  BigDecimal from() {
    return Optional.ofNullable(preview).or(() -> Optional.ofNullable(from)).orElse(BigDecimal.ZERO);
  }

  /** The part of a film. */
  FrameSource of(FrameSource film) {
    return PartSource.of(film, from(), Optional.ofNullable(to));
  }
}
