package dev.fude.ops.loops;

/**
 * Adds pixels that were just stored, and their squares, to the sums of their row. JDK 17 makes no
 * vectors where floats become doubles; so four channels are summed at a time, in eight chains of
 * additions that hide one another's latency.
 */
final class LoopsSums {
  private static final int CHANNELS = 4;

  private LoopsSums() {}

  /**
   * Adds.
   *
   * @param to (2, channels), from {@code sum} on: sums, then sums of squares
   * @param sum where they begin
   * @param values (pixels, channels), from {@code at} on
   * @param at where they begin
   * @param channels values a pixel
   * @param pixels how many pixels, at least 1
   */
  static void add(double[] to, int sum, float[] values, int at, int channels, int pixels) {
    int body = channels / CHANNELS * CHANNELS;
    for (int c = 0; c < body; c += CHANNELS) {
      addFour(to, sum + c, channels, values, at + c, pixels);
    }
    for (int c = body; c < channels; c++) {
      addOne(to, sum + c, channels, values, at + c, pixels);
    }
  }

  private static void addFour(
      double[] to, int sum, int channels, float[] values, int at, int pixels) {
    int square = sum + channels;
    double sum0 = to[sum];
    double sum1 = to[sum + 1];
    double sum2 = to[sum + 2];
    double sum3 = to[sum + 3];
    double square0 = to[square];
    double square1 = to[square + 1];
    double square2 = to[square + 2];
    double square3 = to[square + 3];
    int i = at;
    for (int pixel = 0; pixel < pixels; pixel++) {
      double v0 = values[i];
      double v1 = values[i + 1];
      double v2 = values[i + 2];
      double v3 = values[i + 3];
      sum0 += v0;
      sum1 += v1;
      sum2 += v2;
      sum3 += v3;
      square0 += v0 * v0;
      square1 += v1 * v1;
      square2 += v2 * v2;
      square3 += v3 * v3;
      i += channels;
    }
    to[sum] = sum0;
    to[sum + 1] = sum1;
    to[sum + 2] = sum2;
    to[sum + 3] = sum3;
    to[square] = square0;
    to[square + 1] = square1;
    to[square + 2] = square2;
    to[square + 3] = square3;
  }

  private static void addOne(
      double[] to, int sum, int channels, float[] values, int at, int pixels) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      double v = values[at + pixel * channels];
      to[sum] += v;
      to[sum + channels] += v * v;
    }
  }
}
