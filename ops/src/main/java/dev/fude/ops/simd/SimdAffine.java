package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/**
 * A scale and a shift a channel, then a leaky slope: a folded norm and its activation.
 *
 * <p>Pixels of one, two or three vectors, and narrower ones come in groups that are as many, keep
 * the channels' scales and shifts in registers along the row. With a loop over the channels of each
 * pixel, which is over as soon as it has begun, a row of them took several times as long.
 */
final class SimdAffine {
  private static final int LANES = Simd.LANES;

  private SimdAffine() {}

  /**
   * Applies it.
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
  static void apply(
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
    if (channels == LANES) {
      one(from, fromAt, to, toAt, columns, scale, shift, channelAt, slope);
    } else if (channels == 2 * LANES) {
      two(from, fromAt, to, toAt, columns, scale, shift, channelAt, slope);
    } else if (channels == 3 * LANES) {
      three(from, fromAt, to, toAt, columns, scale, shift, channelAt, slope);
    } else {
      many(from, fromAt, to, toAt, columns, channels, scale, shift, channelAt, slope);
    }
  }

  private static void one(
      float[] from,
      int fromAt,
      float[] to,
      int toAt,
      int columns,
      float[] scale,
      float[] shift,
      int channelAt,
      float slope) {
    FloatVector scale0 = FloatVector.fromArray(Simd.FLOATS, scale, channelAt);
    FloatVector shift0 = FloatVector.fromArray(Simd.FLOATS, shift, channelAt);
    for (int i = 0; i < columns * LANES; i += LANES) {
      map(from, fromAt + i, to, toAt + i, scale0, shift0, slope);
    }
  }

  private static void two(
      float[] from,
      int fromAt,
      float[] to,
      int toAt,
      int columns,
      float[] scale,
      float[] shift,
      int channelAt,
      float slope) {
    FloatVector scale0 = FloatVector.fromArray(Simd.FLOATS, scale, channelAt);
    FloatVector shift0 = FloatVector.fromArray(Simd.FLOATS, shift, channelAt);
    FloatVector scale1 = FloatVector.fromArray(Simd.FLOATS, scale, channelAt + LANES);
    FloatVector shift1 = FloatVector.fromArray(Simd.FLOATS, shift, channelAt + LANES);
    for (int i = 0; i < columns * 2 * LANES; i += 2 * LANES) {
      map(from, fromAt + i, to, toAt + i, scale0, shift0, slope);
      map(from, fromAt + i + LANES, to, toAt + i + LANES, scale1, shift1, slope);
    }
  }

  private static void three(
      float[] from,
      int fromAt,
      float[] to,
      int toAt,
      int columns,
      float[] scale,
      float[] shift,
      int channelAt,
      float slope) {
    FloatVector scale0 = FloatVector.fromArray(Simd.FLOATS, scale, channelAt);
    FloatVector shift0 = FloatVector.fromArray(Simd.FLOATS, shift, channelAt);
    FloatVector scale1 = FloatVector.fromArray(Simd.FLOATS, scale, channelAt + LANES);
    FloatVector shift1 = FloatVector.fromArray(Simd.FLOATS, shift, channelAt + LANES);
    FloatVector scale2 = FloatVector.fromArray(Simd.FLOATS, scale, channelAt + 2 * LANES);
    FloatVector shift2 = FloatVector.fromArray(Simd.FLOATS, shift, channelAt + 2 * LANES);
    for (int i = 0; i < columns * 3 * LANES; i += 3 * LANES) {
      map(from, fromAt + i, to, toAt + i, scale0, shift0, slope);
      map(from, fromAt + i + LANES, to, toAt + i + LANES, scale1, shift1, slope);
      map(from, fromAt + i + 2 * LANES, to, toAt + i + 2 * LANES, scale2, shift2, slope);
    }
  }

  private static void map(
      float[] from,
      int at,
      float[] to,
      int toAt,
      FloatVector scale,
      FloatVector shift,
      float slope) {
    FloatVector v = FloatVector.fromArray(Simd.FLOATS, from, at).fma(scale, shift);
    ChannelMap.leaky(v, slope).intoArray(to, toAt);
  }

  private static void many(
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
        ChannelMap.leaky(v, slope).intoArray(to, dest + c);
      }
      for (int c = body; c < channels; c++) {
        float v = Math.fma(from[source + c], scale[channelAt + c], shift[channelAt + c]);
        to[dest + c] = ChannelMap.leaky(v, slope);
      }
    }
  }
}
