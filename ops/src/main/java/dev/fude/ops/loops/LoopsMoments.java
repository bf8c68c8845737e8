package dev.fude.ops.loops;

import dev.fude.ops.runtime.Scratch;

/**
 * Adds up pixels and the products of their channels, of which no vectors are made: as {@link
 * LoopsSums}, four products at a time, in chains of additions that hide one another's latency.
 */
final class LoopsMoments {
  private static final int CHANNELS = 4;

  private LoopsMoments() {}

  /**
   * Adds.
   *
   * @param moments (1 + pitch, pitch): sums, then sums of products
   * @param pitch the channels, rounded up
   * @param values (pixels, channels)
   * @param channels values a pixel
   * @param pixels how many pixels, at least 1
   * @param scratch memory of the worker
   */
  static void add(
      double[] moments, int pitch, float[] values, int channels, int pixels, Scratch scratch) {
    double[] doubles = scratch.doubles(pixels * pitch);
    for (int x = 0; x < pixels; x++) {
      for (int c = 0; c < channels; c++) {
        double v = values[x * channels + c];
        doubles[x * pitch + c] = v;
        moments[c] += v;
      }
    }
    for (int j = 0; j < channels; j++) {
      for (int k = j / CHANNELS * CHANNELS; k < channels; k += CHANNELS) {
        addFour(moments, (1 + j) * pitch + k, doubles, j, k, pitch, pixels);
      }
    }
  }

  /** Products of one channel with four; those that are no channels' belong to no sum. */
  private static void addFour(
      double[] to, int at, double[] values, int one, int four, int pitch, int pixels) {
    double sum0 = to[at];
    double sum1 = to[at + 1];
    double sum2 = to[at + 2];
    double sum3 = to[at + 3];
    for (int i = 0; i < pixels * pitch; i += pitch) {
      double v = values[i + one];
      sum0 += v * values[i + four];
      sum1 += v * values[i + four + 1];
      sum2 += v * values[i + four + 2];
      sum3 += v * values[i + four + 3];
    }
    to[at] = sum0;
    to[at + 1] = sum1;
    to[at + 2] = sum2;
    to[at + 3] = sum3;
  }
}
