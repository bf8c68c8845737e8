package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Interpolates between the pixels of a row.
 *
 * <p>Where channels are no whole vectors, a pixel's last vector reaches into the next pixel, which
 * is computed after it. The last pixels, where it would reach beyond the row, are computed number
 * by number there.
 */
final class SimdPixelLerp {
  private SimdPixelLerp() {}

  /**
   * Interpolates; parameters are those of {@link dev.fude.ops.rows.Microkernels#lerpPixels}.
   *
   * @param from the row
   * @param fromAt where the row begins
   * @param left where each pixel's left one begins
   * @param right where each pixel's right one begins
   * @param shares of the right ones
   * @param channels values a pixel
   * @param to receives the result
   * @param at where the first pixel goes
   */
  static void lerp(
      float[] from,
      int fromAt,
      int[] left,
      int[] right,
      float[] shares,
      int channels,
      float[] to,
      int at) {
    int columns = shares.length;
    int vectors = (channels + Simd.LANES - 1) / Simd.LANES;
    int reaching = reaching(vectors * Simd.LANES, channels, columns, right, from.length - fromAt);
    for (int x = 0; x < reaching; x++) {
      int a = fromAt + left[x];
      int b = fromAt + right[x];
      lerpVectors(from, a, b, vectors, shares[x], to, at + x * channels);
    }
    for (int x = reaching; x < columns; x++) {
      int a = fromAt + left[x];
      int b = fromAt + right[x];
      ChannelMap.lerp(from, a, from, b, channels, shares[x], to, at + x * channels);
    }
  }

  /** How many of the first pixels may be computed by whole vectors. */
  private static int reaching(int floats, int channels, int columns, int[] right, int length) {
    int pixels = columns - (floats - 1) / channels;
    while (pixels > 0 && right[pixels - 1] + floats > length) {
      pixels--;
    }
    return Math.max(0, pixels);
  }

  private static void lerpVectors(
      float[] from, int a, int b, int vectors, float share, float[] to, int at) {
    for (int i = 0; i < vectors * Simd.LANES; i += Simd.LANES) {
      FloatVector first = FloatVector.fromArray(Simd.FLOATS, from, a + i);
      FloatVector second = FloatVector.fromArray(Simd.FLOATS, from, b + i);
      second.sub(first).lanewise(VectorOperators.FMA, share, first).intoArray(to, at + i);
    }
  }
}
