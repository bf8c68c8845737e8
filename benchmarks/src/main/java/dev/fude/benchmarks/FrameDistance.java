package dev.fude.benchmarks;

import dev.fude.video.Frame;

/** How far two frames of one size are from each other, in levels. */
final class FrameDistance {
  private FrameDistance() {}

  /** The mean difference of a number. */
  static double mean(Frame one, Frame other) {
    return mean(one, other, one.width());
  }

  /** The mean difference of a number in the first columns. */
  static double mean(Frame one, Frame other, int columns) {
    long sum = 0;
    for (int y = 0; y < one.height(); y++) {
      int row = Frame.CHANNELS * y * one.width();
      for (int i = row; i < row + Frame.CHANNELS * columns; i++) {
        sum += Math.abs((one.levels()[i] & 0xFF) - (other.levels()[i] & 0xFF));
      }
    }
    return (double) sum / (Frame.CHANNELS * columns * one.height());
  }
}
