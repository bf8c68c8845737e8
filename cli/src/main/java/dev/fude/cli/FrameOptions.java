package dev.fude.cli;

import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.painter.Painter;
import dev.fude.video.FramePainter;
import dev.fude.video.PaintedFrames;
import dev.fude.video.transform.EqualFrames;
import dev.fude.video.transform.OnTwos;
import dev.fude.video.transform.SideBySide;
import dev.fude.video.transform.SteadyPainter;
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
    frames = new EqualFrames(frames);
    return compare ? new SideBySide(frames) : frames;
  }

  private FramePainter steadied(Painter painter, Consumer<String> told) {
    if (steady == null) {
      return steadyIfPossible(painter, told);
    }
    return steady > 0 ? new SteadyPainter(painter, steady) : new PaintedFrames(painter);
  }

  private static FramePainter steadyIfPossible(Painter painter, Consumer<String> told) {
    RunOptions film = RunOptions.DEFAULTS.withRunningNorms(new RunningNorms());
    if (painter.refusal(film).isPresent()) {
      told.accept("tones may flicker: " + painter.refusal(film).get());
      return new PaintedFrames(painter);
    }
    return new SteadyPainter(painter, SteadyPainter.DEFAULT_STEADINESS);
  }

  /** Everything here on which a frame depends, as a text. */
  String settings() {
    return String.format(
        "steady=%s on-twos=%s compare=%s", steady == null ? "default" : steady, onTwos, compare);
  }
}
