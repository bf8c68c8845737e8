package dev.fude.ops.loops;

import dev.fude.ops.runtime.Scratch;

/**
 * Adds up pixels and the products of their channels, of which no vectors are made: as {@link
 * LoopsSums}, some products at a time, in chains of additions that hide one another's latency.
 */
final class LoopsMoments {
  private static final int ROWS = 2;
  private static final int COLUMNS = 4;

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
    for (int j = 0; j < channels; j += ROWS) {
      for (int k = j / COLUMNS * COLUMNS; k < channels; k += COLUMNS) {
        addBlock(moments, (1 + j) * pitch + k, doubles, j, k, pitch, pixels);
      }
    }
  }

  /** Products of two channels with four; those that are no channels' belong to no sum. */
  private static void addBlock(
      double[] to, int at, double[] values, int row, int column, int pitch, int pixels) {
    double sum00 = to[at];
    double sum01 = to[at + 1];
    double sum02 = to[at + 2];
    double sum03 = to[at + 3];
    double sum10 = to[at + pitch];
    double sum11 = to[at + pitch + 1];
    double sum12 = to[at + pitch + 2];
    double sum13 = to[at + pitch + 3];
    for (int i = 0; i < pixels * pitch; i += pitch) {
      double v0 = values[i + row];
      double v1 = values[i + row + 1];
      double x0 = values[i + column];
      double x1 = values[i + column + 1];
      double x2 = values[i + column + 2];
      double x3 = values[i + column + 3];
      sum00 = fma(v0, x0, sum00);
      sum01 = fma(v0, x1, sum01);
      sum02 = fma(v0, x2, sum02);
      sum03 = fma(v0, x3, sum03);
      sum10 = fma(v1, x0, sum10);
      sum11 = fma(v1, x1, sum11);
      sum12 = fma(v1, x2, sum12);
      sum13 = fma(v1, x3, sum13);
    }
    to[at] = sum00;
    to[at + 1] = sum01;
    to[at + 2] = sum02;
    to[at + 3] = sum03;
    to[at + pitch] = sum10;
    to[at + pitch + 1] = sum11;
    to[at + pitch + 2] = sum12;
    to[at + pitch + 3] = sum13;
  }

  /** The same either way: the product of two floats is exact in double. */
  private static double fma(double a, double b, double c) {
    return Lines.FUSED ? Math.fma(a, b, c) : a * b + c;
  }
}
