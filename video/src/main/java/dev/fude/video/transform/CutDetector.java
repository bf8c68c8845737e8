package dev.fude.video.transform;

import dev.fude.video.Frame;
import java.util.Optional;

/**
 * Tells where a film cuts from one scene to another: between frames whose {@link Histograms} differ
 * by more than {@value #CUT}.
 *
 * <p>Measured: see docs/video.md.
 */
final class CutDetector {
  static final double CUT = 0.2;

  private Optional<Histograms> before = Optional.empty();

  /**
   * Looks at the next frame.
   *
   * @return whether a scene begins with it, as with the first frame of all
   */
  boolean cutsBefore(Frame frame) {
    Histograms now = Histograms.of(frame);
    boolean cut = before.isEmpty() || now.distanceTo(before.get()) > CUT;
    before = Optional.of(now);
    return cut;
  }

  /** What it remembers of the frame before. */
  byte[] memory() {
    return before.map(Histograms::toBytes).orElse(new byte[0]);
  }

  /** The inverse of {@link #memory}. */
  void recall(byte[] memory) {
    before = Histograms.of(memory);
  }
}
