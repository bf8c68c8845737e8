package dev.fude.video.ffmpeg;

import dev.fude.video.Frame;

/**
 * Gives frames an even number of columns and rows, which H.264 needs where chroma is halved: the
 * last column or row is there twice, as in a mirror.
 */
final class EvenSides {
  private EvenSides() {}

  static int of(int side) {
    return side + side % 2;
  }

  static Frame of(Frame frame) {
    int width = of(frame.width());
    int height = of(frame.height());
    if (width == frame.width() && height == frame.height()) {
      return frame;
    }
    int row = width * Frame.CHANNELS;
    int oldRow = frame.width() * Frame.CHANNELS;
    byte[] levels = new byte[height * row];
    for (int y = 0; y < height; y++) {
      int from = Math.min(y, frame.height() - 1) * oldRow;
      System.arraycopy(frame.levels(), from, levels, y * row, oldRow);
      System.arraycopy(
          frame.levels(),
          from + oldRow - Frame.CHANNELS,
          levels,
          y * row + row - Frame.CHANNELS,
          Frame.CHANNELS);
    }
    return frame.withPicture(width, height, levels);
  }
}
