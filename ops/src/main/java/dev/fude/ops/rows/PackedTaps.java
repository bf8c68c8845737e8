package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/** The weights of a depthwise convolution as a provider reads them, and what computes its rows. */
public abstract class PackedTaps {
  /** Nothing to set up. */
  protected PackedTaps() {}

  /**
   * Computes some pixels of a row.
   *
   * <pre>
   * output[x, c] = bias[c] + sum over taps of weights[tap, c] * input[at[tap] + x * stride + c]
   * </pre>
   *
   * @param input the input rows
   * @param at where in there each tap's piece begins, (taps)
   * @param stride floats from what a pixel reads to what the next one reads
   * @param output receives (columns, channels), from {@code to} on; not the input
   * @param to where the first pixel goes
   * @param columns how many pixels
   * @param scratch memory of the worker
   */
  public abstract void compute(
      float[] input, int[] at, int stride, float[] output, int to, int columns, Scratch scratch);
}
