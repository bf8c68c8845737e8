package dev.fude.video.transform;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;

/**
 * Shows each frame beside what was painted of it: the film on the left, the painting on the right.
 * Where the painting is larger, the film's pixels are repeated to its size.
 */
public final class SideBySide implements FramePainter {
  private final FramePainter inner;

  /**
   * A painter round another.
   *
   * @param inner paints the right half; closed with this
   */
  public SideBySide(FramePainter inner) {
    this.inner = inner;
  }

  @Override
  public FilmFormat format(FilmFormat film) {
    FilmFormat painted = inner.format(film);
    return painted.withSize(Math.multiplyExact(2, painted.width()), painted.height());
  }

  @Override
  public Frame paint(Frame frame) {
    Frame painted = inner.paint(frame);
    int width = painted.width();
    int rowBytes = Frame.CHANNELS * width;
    byte[] both = new byte[Math.multiplyExact(2 * rowBytes, painted.height())];
    for (int y = 0; y < painted.height(); y++) {
      copyFilm(frame, painted, y, both);
      System.arraycopy(painted.levels(), y * rowBytes, both, (2 * y + 1) * rowBytes, rowBytes);
    }
    return painted.withPicture(2 * width, painted.height(), both);
  }

  /** One row of the left half. */
  private static void copyFilm(Frame frame, Frame painted, int y, byte[] both) {
    int filmRow = (int) ((long) y * frame.height() / painted.height()) * frame.width();
    int to = 2 * y * painted.width() * Frame.CHANNELS;
    for (int x = 0; x < painted.width(); x++) {
      int column = (int) ((long) x * frame.width() / painted.width());
      System.arraycopy(
          frame.levels(), Frame.CHANNELS * (filmRow + column), both, to, Frame.CHANNELS);
      to += Frame.CHANNELS;
    }
  }

  @Override
  public byte[] memory() {
    return inner.memory();
  }

  @Override
  public void recall(byte[] memory) {
    inner.recall(memory);
  }

  @Override
  public void close() {
    inner.close();
  }
}
