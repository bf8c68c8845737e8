package dev.fude.video.animation;

import dev.fude.video.Frame;
import java.util.Arrays;

/**
 * A part of a picture.
 *
 * @param x its first column
 * @param y its first row
 * @param width its columns
 * @param height its rows
 */
public record Rectangle(int x, int y, int width, int height) {
  /**
   * Whether it lies in a picture.
   *
   * @param pictureWidth the picture's columns
   * @param pictureHeight the picture's rows
   * @return false if it has no pixels, or some outside
   */
  public boolean isIn(int pictureWidth, int pictureHeight) {
    return width > 0
        && height > 0
        && x >= 0
        && y >= 0
        && x <= pictureWidth - width
        && y <= pictureHeight - height;
  }

  /**
   * All of a frame.
   *
   * @param frame the frame
   * @return its rectangle
   */
  public static Rectangle of(Frame frame) {
    return new Rectangle(0, 0, frame.width(), frame.height());
  }

  /**
   * The smallest part outside of which two frames are equal: all that need be stored of the second.
   *
   * @param before a frame
   * @param now another of the same size
   * @return at least one pixel, also if they are equal
   */
  public static Rectangle changed(Frame before, Frame now) {
    int rowBytes = Frame.CHANNELS * now.width();
    int top = 0;
    while (top < now.height() - 1 && mismatch(before, now, top) < 0) {
      top++;
    }
    int bottom = now.height() - 1;
    while (bottom > top && mismatch(before, now, bottom) < 0) {
      bottom--;
    }
    int left = rowBytes - 1;
    int right = 0;
    for (int y = top; y <= bottom; y++) {
      int first = mismatch(before, now, y);
      if (first >= 0) {
        left = Math.min(left, first);
        right = Math.max(right, lastMismatch(before, now, y));
      }
    }
    left = Math.min(left, right); // equal frames: the first pixel of the last row
    int x = left / Frame.CHANNELS;
    return new Rectangle(x, top, right / Frame.CHANNELS - x + 1, bottom - top + 1);
  }

  private static int mismatch(Frame before, Frame now, int y) {
    int from = Frame.CHANNELS * now.width() * y;
    int to = from + Frame.CHANNELS * now.width();
    return Arrays.mismatch(before.levels(), from, to, now.levels(), from, to);
  }

  private static int lastMismatch(Frame before, Frame now, int y) {
    int from = Frame.CHANNELS * now.width() * y;
    int last = Frame.CHANNELS * now.width() - 1;
    while (before.levels()[from + last] == now.levels()[from + last]) {
      last--;
    }
    return last;
  }

  /**
   * The part of a frame.
   *
   * @param frame the frame
   * @return its levels, (height, width, 3)
   */
  public byte[] cutOut(Frame frame) {
    int rowBytes = Frame.CHANNELS * width;
    byte[] levels = new byte[rowBytes * height];
    for (int row = 0; row < height; row++) {
      int from = Frame.CHANNELS * ((y + row) * frame.width() + x);
      System.arraycopy(frame.levels(), from, levels, row * rowBytes, rowBytes);
    }
    return levels;
  }
}
