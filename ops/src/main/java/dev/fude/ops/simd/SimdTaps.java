package dev.fude.ops.simd;

import dev.fude.ops.rows.PackedTaps;
import dev.fude.ops.rows.PixelGroups;
import dev.fude.ops.runtime.Scratch;
import jdk.incubator.vector.FloatVector;

/**
 * A depthwise convolution, in which lanes multiply lanes.
 *
 * <p>A block is some pixels by one vector of channels. For every tap of the kernel it loads the
 * tap's weights once and uses them for all its pixels. Channels are the inner loop, since they lie
 * side by side: going down the pixels first would jump by whole pixels, which for 512 channels fall
 * into two sets of the first-level cache.
 *
 * <p>Where the window moves by one pixel, pixels are computed in {@linkplain PixelGroups groups}.
 */
final class SimdTaps extends PackedTaps {
  private static final int PIXELS = 4;

  private final float[] weights; // (taps, channels)
  private final float[] bias; // (channels)
  private final int together; // pixels of a group
  private final SimdTaps wide; // for so many pixels taken for one, or null if a group is a pixel

  SimdTaps(float[] weights, float[] bias) {
    this.weights = weights;
    this.bias = bias;
    this.together = PixelGroups.pixels(Simd.LANES, bias.length);
    this.wide =
        together == 1
            ? null
            : new SimdTaps(
                PixelGroups.repeated(
                    weights, 0, weights.length / bias.length, bias.length, together),
                PixelGroups.repeated(bias, 0, 1, bias.length, together));
  }

  @Override
  public void compute(
      float[] input, int[] at, int stride, float[] output, int to, int columns, Scratch scratch) {
    int channels = bias.length;
    if (wide != null && stride == channels && columns >= together) {
      int groups = columns / together;
      int done = groups * together;
      wide.compute(input, at, together * stride, output, to, groups, scratch);
      computeEach(input, at, done, stride, output, to, columns);
      return;
    }
    int blocks = columns / PIXELS * PIXELS;
    for (int pixel = 0; pixel < blocks; pixel += PIXELS) {
      computeBlock(input, at, pixel * stride, stride, output, to + pixel * channels);
    }
    computeEach(input, at, blocks, stride, output, to, columns);
    int body = Simd.FLOATS.loopBound(channels);
    for (int pixel = 0; pixel < blocks; pixel++) {
      computePixel(input, at, pixel * stride, output, to + pixel * channels, body);
    }
  }

  private void computeEach(
      float[] input, int[] at, int from, int stride, float[] output, int to, int columns) {
    for (int pixel = from; pixel < columns; pixel++) {
      computePixel(input, at, pixel * stride, output, to + pixel * bias.length, 0);
    }
  }

  /** All whole vectors of a block's channels. */
  private void computeBlock(
      float[] input, int[] taps, int from, int stride, float[] output, int to) {
    int channels = bias.length;
    int body = Simd.FLOATS.loopBound(channels);
    for (int c = 0; c < body; c += Simd.LANES) {
      FloatVector sum0 = FloatVector.fromArray(Simd.FLOATS, bias, c);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      int tap = 0;
      do {
        FloatVector weight = FloatVector.fromArray(Simd.FLOATS, weights, tap * channels + c);
        int at = taps[tap] + from + c;
        sum0 = FloatVector.fromArray(Simd.FLOATS, input, at).fma(weight, sum0);
        sum1 = FloatVector.fromArray(Simd.FLOATS, input, at + stride).fma(weight, sum1);
        sum2 = FloatVector.fromArray(Simd.FLOATS, input, at + 2 * stride).fma(weight, sum2);
        sum3 = FloatVector.fromArray(Simd.FLOATS, input, at + 3 * stride).fma(weight, sum3);
      } while (++tap < taps.length);
      sum0.intoArray(output, to + c);
      sum1.intoArray(output, to + channels + c);
      sum2.intoArray(output, to + 2 * channels + c);
      sum3.intoArray(output, to + 3 * channels + c);
    }
  }

  /** A pixel's channels from the given one on, the last of them one by one. */
  private void computePixel(
      float[] input, int[] taps, int from, float[] output, int to, int firstChannel) {
    int channels = bias.length;
    int body = Simd.FLOATS.loopBound(channels);
    for (int c = firstChannel; c < body; c += Simd.LANES) {
      FloatVector sum = FloatVector.fromArray(Simd.FLOATS, bias, c);
      int tap = 0;
      do {
        FloatVector weight = FloatVector.fromArray(Simd.FLOATS, weights, tap * channels + c);
        sum = FloatVector.fromArray(Simd.FLOATS, input, taps[tap] + from + c).fma(weight, sum);
      } while (++tap < taps.length);
      sum.intoArray(output, to + c);
    }
    for (int c = Math.max(firstChannel, body); c < channels; c++) {
      float sum = bias[c];
      for (int tap = 0; tap < taps.length; tap++) {
        sum = Math.fma(input[taps[tap] + from + c], weights[tap * channels + c], sum);
      }
      output[to + c] = sum;
    }
  }
}
