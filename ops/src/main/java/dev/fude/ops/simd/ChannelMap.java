package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What is applied to rows of pixels element by element: scale, shift and slopes. */
final class ChannelMap {
  private ChannelMap() {}

  /**
   * Applies a scale and a shift a channel, then a leaky slope: a folded norm and its activation.
   *
   * <pre>
   * v = from[x, c] * scale[c] + shift[c]
   * to[x, c] = v >= 0 ? v : slope * v
   * </pre>
   *
   * @param from (columns, channels), from {@code fromAt} on
   * @param fromAt where the source begins
   * @param to (columns, channels), from {@code toAt} on; may be the source itself
   * @param toAt where the destination begins
   * @param columns pixels
   * @param channels values a pixel
   * @param scale (channels), from {@code channelAt} on
   * @param shift (channels), from {@code channelAt} on
   * @param channelAt where scale and shift begin
   * @param slope factor for negative values, from 0 to 1
   */
  static void affine(
      float[] from,
      int fromAt,
      float[] to,
      int toAt,
      int columns,
      int channels,
      float[] scale,
      float[] shift,
      int channelAt,
      float slope) {
    int body = Simd.FLOATS.loopBound(channels);
    for (int x = 0; x < columns; x++) {
      int source = fromAt + x * channels;
      int dest = toAt + x * channels;
      for (int c = 0; c < body; c += Simd.LANES) {
        FloatVector factor = FloatVector.fromArray(Simd.FLOATS, scale, channelAt + c);
        FloatVector offset = FloatVector.fromArray(Simd.FLOATS, shift, channelAt + c);
        FloatVector v = FloatVector.fromArray(Simd.FLOATS, from, source + c).fma(factor, offset);
        leaky(v, slope).intoArray(to, dest + c);
      }
      for (int c = body; c < channels; c++) {
        float v = Math.fma(from[source + c], scale[channelAt + c], shift[channelAt + c]);
        to[dest + c] = leaky(v, slope);
      }
    }
  }

  /**
   * Applies a leaky slope.
   *
   * @param from the numbers, from {@code fromAt} on
   * @param fromAt where they begin
   * @param to receives the result from {@code toAt} on; in place or apart
   * @param toAt where the result begins
   * @param length how many there are
   * @param slope factor for negative values, from 0 to 1
   */
  static void leaky(float[] from, int fromAt, float[] to, int toAt, int length, float slope) {
    int body = Simd.FLOATS.loopBound(length);
    for (int i = 0; i < body; i += Simd.LANES) {
      leaky(FloatVector.fromArray(Simd.FLOATS, from, fromAt + i), slope).intoArray(to, toAt + i);
    }
    for (int i = body; i < length; i++) {
      to[toAt + i] = leaky(from[fromAt + i], slope);
    }
  }

  /**
   * Applies one slope a channel in place.
   *
   * @param values (columns, channels), from {@code at} on
   * @param at where they begin
   * @param columns pixels
   * @param channels values a pixel
   * @param slopes factors for negative values, (channels)
   */
  static void leaky(float[] values, int at, int columns, int channels, float[] slopes) {
    int body = Simd.FLOATS.loopBound(channels);
    for (int x = 0; x < columns; x++) {
      int pixel = at + x * channels;
      for (int c = 0; c < body; c += Simd.LANES) {
        FloatVector slope = FloatVector.fromArray(Simd.FLOATS, slopes, c);
        FloatVector v = FloatVector.fromArray(Simd.FLOATS, values, pixel + c);
        v.blend(v.mul(slope), v.compare(VectorOperators.LT, 0)).intoArray(values, pixel + c);
      }
      for (int c = body; c < channels; c++) {
        values[pixel + c] = leaky(values[pixel + c], slopes[c]);
      }
    }
  }

  /**
   * Interpolates: {@code to = first + share * (second - first)}.
   *
   * @param first numbers from {@code firstAt} on
   * @param firstAt where they begin
   * @param second numbers from {@code secondAt} on
   * @param secondAt where they begin
   * @param length how many there are
   * @param share from 0 for the first to 1 for the second
   * @param to receives the result from {@code toAt} on; may be either of the sources
   * @param toAt where the result begins
   */
  static void lerp(
      float[] first,
      int firstAt,
      float[] second,
      int secondAt,
      int length,
      float share,
      float[] to,
      int toAt) {
    int body = Simd.FLOATS.loopBound(length);
    for (int i = 0; i < body; i += Simd.LANES) {
      FloatVector a = FloatVector.fromArray(Simd.FLOATS, first, firstAt + i);
      FloatVector b = FloatVector.fromArray(Simd.FLOATS, second, secondAt + i);
      b.sub(a).lanewise(VectorOperators.FMA, share, a).intoArray(to, toAt + i);
    }
    for (int i = body; i < length; i++) {
      float a = first[firstAt + i];
      to[toAt + i] = Math.fma(second[secondAt + i] - a, share, a);
    }
  }

  /**
   * Takes the larger of what is there and all pixels; NaN if either is.
   *
   * @param maxima (channels), from {@code max} on
   * @param max where they begin
   * @param values (pixels, channels), from {@code at} on
   * @param at where they begin
   * @param channels values a pixel
   * @param pixels how many pixels
   */
  static void max(float[] maxima, int max, float[] values, int at, int channels, int pixels) {
    int body = Simd.FLOATS.loopBound(channels);
    for (int c = 0; c < body; c += Simd.LANES) {
      FloatVector most = FloatVector.fromArray(Simd.FLOATS, maxima, max + c);
      for (int pixel = 0; pixel < pixels; pixel++) {
        most = most.max(FloatVector.fromArray(Simd.FLOATS, values, at + pixel * channels + c));
      }
      most.intoArray(maxima, max + c);
    }
    for (int c = body; c < channels; c++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        maxima[max + c] = Math.max(maxima[max + c], values[at + pixel * channels + c]);
      }
    }
  }

  /**
   * Divides each pixel in place by the sum of its channels: {@code v / (eps + sum)}. The sum runs
   * from channel to channel: the order in which a vector's lanes are reduced is not defined, and
   * differs before and after the JVM has compiled it.
   *
   * @param values (columns, channels), from {@code at} on
   * @param at where they begin
   * @param columns pixels
   * @param channels values a pixel
   * @param eps added to the sum
   */
  static void divideBySum(float[] values, int at, int columns, int channels, float eps) {
    int body = Simd.FLOATS.loopBound(channels);
    for (int x = 0; x < columns; x++) {
      int pixel = at + x * channels;
      float divisor = eps;
      for (int c = 0; c < channels; c++) {
        divisor += values[pixel + c];
      }
      for (int c = 0; c < body; c += Simd.LANES) {
        FloatVector v = FloatVector.fromArray(Simd.FLOATS, values, pixel + c);
        v.div(divisor).intoArray(values, pixel + c);
      }
      for (int c = body; c < channels; c++) {
        values[pixel + c] /= divisor;
      }
    }
  }

  private static FloatVector leaky(FloatVector v, float slope) {
    return v.blend(v.mul(slope), v.compare(VectorOperators.LT, 0));
  }

  private static float leaky(float v, float slope) {
    return v < 0 ? v * slope : v;
  }
}
