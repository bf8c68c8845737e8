package dev.fude.video.transform;

import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.painter.Painter;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.PaintedFrames;
import java.util.List;
import java.util.Optional;

/**
 * Paints the frames of a scene with {@linkplain RunningNorms norms that move slowly}, so that tones
 * do not flicker; a cut begins anew, so that nothing of the scene before is seen in the next.
 *
 * <p>The norms use so much of what they used for the frame before as the steadiness says, and of
 * the frame's own the rest, which is never less than {@value #LEAST_NEWEST}.
 */
public final class SteadyPainter implements FramePainter {
  /** Measured, see docs/video.md: it halves the flicker; more would be slow to follow a change. */
  public static final double DEFAULT_STEADINESS = 0.93;

  private static final double LEAST_NEWEST = 0.01;

  private final RunningNorms norms;
  private final CutDetector cuts = new CutDetector();
  private final FramePainter frames;

  /**
   * A painter of films.
   *
   * @param painter paints each frame; not closed with this
   * @param steadiness above 0, at most 1
   * @throws IllegalArgumentException if the steadiness is outside
   */
  public SteadyPainter(Painter painter, double steadiness) {
    if (!(steadiness > 0 && steadiness <= 1)) {
      throw new IllegalArgumentException(
          "The steadiness is " + steadiness + ", must be above 0 and at most 1.");
    }
    norms = new RunningNorms(Math.max(LEAST_NEWEST, 1 - steadiness));
    frames = new PaintedFrames(painter, RunOptions.DEFAULTS.withRunningNorms(norms));
  }

  /**
   * Why a painter cannot paint so.
   *
   * @param painter who would paint each frame
   * @return one sentence of its backend; empty if it can
   */
  public static Optional<String> refusal(Painter painter) {
    return painter.refusal(RunOptions.DEFAULTS.withRunningNorms(new RunningNorms()));
  }

  @Override
  public FilmFormat format(FilmFormat film) {
    return frames.format(film);
  }

  @Override
  public Frame paint(Frame frame) {
    if (cuts.cutsBefore(frame)) {
      norms.reset();
    }
    return frames.paint(frame);
  }

  @Override
  public byte[] memory() {
    return Memory.join(cuts.memory(), norms.memory());
  }

  @Override
  public void recall(byte[] memory) {
    List<byte[]> parts = Memory.split(memory, 2);
    cuts.recall(parts.get(0));
    if (memory.length > 0) {
      norms.recall(parts.get(1));
    }
  }
}
