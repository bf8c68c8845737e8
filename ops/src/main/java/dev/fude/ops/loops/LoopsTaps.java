package dev.fude.ops.loops;

import dev.fude.ops.rows.PackedTaps;
import dev.fude.ops.runtime.Scratch;

/**
 * A depthwise convolution by {@linkplain Lines lines} of several pixels: the weights of a tap are
 * repeated for as many pixels as make a line long enough.
 */
final class LoopsTaps extends PackedTaps {
  private static final int SUMS = 0;
  private static final int INPUTS = 1; // three lines
  private static final int TAPS_AT_ONCE = 3;

  private final int channels;
  private final int pixels; // of a line
  private final float[][] weights; // (taps), each (pixels, channels)
  private final float[] bias; // (pixels, channels)

  LoopsTaps(float[] weights, float[] bias) {
    this.channels = bias.length;
    this.pixels = Math.max(1, Lines.LENGTH / channels);
    this.weights = new float[weights.length / channels][];
    for (int tap = 0; tap < this.weights.length; tap++) {
      this.weights[tap] = repeated(weights, tap * channels);
    }
    this.bias = repeated(bias, 0);
  }

  private float[] repeated(float[] values, int at) {
    float[] line = new float[pixels * channels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      System.arraycopy(values, at, line, pixel * channels, channels);
    }
    return line;
  }

  @Override
  public void compute(
      float[] input, int[] at, int stride, float[] output, int to, int columns, Scratch scratch) {
    float[][] lines = scratch.lines(INPUTS + TAPS_AT_ONCE, bias.length);
    for (int x = 0; x < columns; x += pixels) {
      int count = Math.min(pixels, columns - x);
      sum(input, at, x * stride, stride, count, lines);
      System.arraycopy(lines[SUMS], 0, output, to + x * channels, count * channels);
    }
  }

  private void sum(float[] input, int[] at, int from, int stride, int count, float[][] lines) {
    float[] sums = lines[SUMS];
    int length = count * channels;
    System.arraycopy(bias, 0, sums, 0, length);
    int tap = 0;
    for (; tap + TAPS_AT_ONCE <= at.length; tap += TAPS_AT_ONCE) {
      for (int i = 0; i < TAPS_AT_ONCE; i++) {
        load(input, at[tap + i] + from, stride, count, lines[INPUTS + i]);
      }
      Lines.multiplyAddLines(
          sums,
          weights[tap],
          weights[tap + 1],
          weights[tap + 2],
          lines[INPUTS],
          lines[INPUTS + 1],
          lines[INPUTS + 2],
          length);
    }
    for (; tap < at.length; tap++) {
      load(input, at[tap] + from, stride, count, lines[INPUTS]);
      Lines.multiplyAddLines(sums, weights[tap], lines[INPUTS], length);
    }
  }

  private void load(float[] input, int from, int stride, int count, float[] line) {
    if (stride == channels) {
      System.arraycopy(input, from, line, 0, count * channels);
      return;
    }
    for (int pixel = 0; pixel < count; pixel++) {
      System.arraycopy(input, from + pixel * stride, line, pixel * channels, channels);
    }
  }
}
