package dev.fude.cli;

import dev.fude.painter.Painter;
import dev.fude.video.FramePainter;
import dev.fude.video.PaintedFrames;
import dev.fude.video.transform.EqualFrames;
import dev.fude.video.transform.OnTwos;
import dev.fude.video.transform.SideBySide;
import dev.fude.video.transform.SteadyPainter;
import dev.fude.video.transform.TemporalDenoiser;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How the frames of a film are painted, and what is made of them. */
final class FrameOptions {
  @Option(
      names = "--steady",
      paramLabel = "0..1",
      converter = FilmConverters.Steadiness.class,
      description = {
        "How much the norms of a frame keep of those of the frame before, until the next cut, so"
            + " that tones do not flicker; 0 paints every frame for itself. Default: "
            + SteadyPainter.DEFAULT_STEADINESS
            + ", or 0 where the backend cannot."
      })
  private Double steady;

  @Option(
      names = "--no-denoise",
      description =
          "Paint the noise of the camera too. By default it is averaged away, frame by frame, where"
              + " nothing moves, so that drawings do not shimmer.")
  private boolean noisy;

  @Option(
      names = "--on-twos",
      description = "Paint every second frame and hold it, as drawn films do: half the work.")
  private boolean onTwos;

  @Option(
      names = "--compare",
      description = "Show the film on the left and its painting on the right.")
  private boolean compare;

  /**
   * What becomes of each frame. One that equals the frame before is never painted again.
   *
   * @param painter who paints; closed by the caller
   * @param told what a user should know, in a line
   */
  FramePainter painter(Painter painter, Consumer<String> told) {
    FramePainter frames = steadied(painter, told);
    if (onTwos) {
      frames = new OnTwos(frames);
    }
    if (!noisy) {
      frames = new TemporalDenoiser(frames);
    }
    frames = new EqualFrames(frames);
    return compare ? new SideBySide(frames) : frames;
  }

  /**
   * What was asked for is refused now, and not in the first frame.
   *
   * @throws WrongUseException if the backend cannot keep norms that were asked for
   */
  private FramePainter steadied(Painter painter, Consumer<String> told) {
    double steadiness = steady == null ? SteadyPainter.DEFAULT_STEADINESS : steady;
    if (steadiness == 0) {
      return new PaintedFrames(painter);
    }
    Optional<String> refusal = SteadyPainter.refusal(painter);
    if (refusal.isEmpty()) {
      return new SteadyPainter(painter, steadiness);
    }
    if (steady != null) {
      throw new WrongUseException("--steady " + steady + " is not possible here: " + refusal.get());
    }
    told.accept("tones may flicker: " + refusal.get());
    return new PaintedFrames(painter);
  }

  /** Everything here on which a frame depends, as a text. */
  String settings() {
    return String.format(
        "steady=%s denoise=%s on-twos=%s compare=%s",
        steady == null ? "default" : steady, !noisy, onTwos, compare);
  }
}
