package dev.fude.video.transform;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import java.util.Arrays;
import java.util.List;

/**
 * Does not paint a frame again whose pixels are those of the frame before, as in recordings of a
 * screen and in films that fill gaps: it looks the same.
 */
public final class EqualFrames implements FramePainter {
  private final FramePainter inner;
  private byte[] before = {}; // levels of the last frame
  private HeldPicture painted = HeldPicture.NONE; // what became of it

  /**
   * A painter round another.
   *
   * @param inner paints frames that differ from those before them; closed with this
   */
  public EqualFrames(FramePainter inner) {
    this.inner = inner;
  }

  @Override
  public FilmFormat format(FilmFormat film) {
    return inner.format(film);
  }

  @Override
  public Frame paint(Frame frame) {
    if (!painted.isNone() && Arrays.equals(before, frame.levels())) {
      return painted.at(frame);
    }
    Frame fresh = inner.paint(frame);
    before = frame.levels();
    painted = HeldPicture.of(fresh);
    return fresh;
  }

  @Override
  public byte[] memory() {
    return Memory.join(before, painted.toBytes(), inner.memory());
  }

  @Override
  public void recall(byte[] memory) {
    List<byte[]> parts = Memory.split(memory, 3);
    before = parts.get(0);
    painted = HeldPicture.of(parts.get(1));
    inner.recall(parts.get(2));
  }

  @Override
  public void close() {
    inner.close();
  }
}
