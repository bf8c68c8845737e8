package dev.fude.video.transform;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import java.util.List;

/**
 * Paints every second frame and shows it for two, as drawn animation does: half the work, and a
 * calmer film. The first frame of a scene is always painted.
 */
public final class OnTwos implements FramePainter {
  private final FramePainter inner;
  private final CutDetector cuts = new CutDetector();
  private HeldPicture held = HeldPicture.NONE; // the picture to be shown once more, if any

  /**
   * A painter round another.
   *
   * @param inner paints every second frame; closed with this
   */
  public OnTwos(FramePainter inner) {
    this.inner = inner;
  }

  @Override
  public FilmFormat format(FilmFormat film) {
    return inner.format(film);
  }

  @Override
  public Frame paint(Frame frame) {
    boolean cut = cuts.cutsBefore(frame);
    if (!cut && !held.isNone()) {
      Frame again = held.at(frame);
      held = HeldPicture.NONE;
      return again;
    }
    Frame painted = inner.paint(frame);
    held = HeldPicture.of(painted);
    return painted;
  }

  @Override
  public byte[] memory() {
    return Memory.join(cuts.memory(), held.toBytes(), inner.memory());
  }

  @Override
  public void recall(byte[] memory) {
    List<byte[]> parts = Memory.split(memory, 3);
    cuts.recall(parts.get(0));
    held = HeldPicture.of(parts.get(1));
    inner.recall(parts.get(2));
  }

  @Override
  public void close() {
    inner.close();
  }
}
