package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/**
 * The weights of a convolution of few output channels as a provider reads them, and what computes
 * its rows over {@link Planes}.
 */
public abstract class PlanarWeights {
  /** Nothing to set up. */
  protected PlanarWeights() {}

  /**
   * Output channels that are computed, those that fill the last ones up included.
   *
   * @return at least the convolution's
   */
  public abstract int paddedChannels();

  /**
   * Pixels that are computed at once, so that those behind the last one are computed too.
   *
   * @return at least 1
   */
  public abstract int pixels();

  /**
   * Computes some pixels of a row.
   *
   * <pre>
   * output[o, x] = sum over k of weights[o, k] * planes[at[k] + x]
   * </pre>
   *
   * <p>The order of the sum is the same for every pixel, so that a pixel's result does not depend
   * on where in a row it stands.
   *
   * @param planes the input; {@code x} runs to the next multiple of {@link #pixels()}
   * @param at where in there each weight's numbers begin, (depth)
   * @param output receives ({@link #paddedChannels()}, stride); not the input
   * @param to where the first channel's results go
   * @param stride floats from a channel to the next, at least that multiple
   * @param columns how many pixels, at least 1
   * @param scratch memory of the worker
   */
  public abstract void compute(
      float[] planes, int[] at, float[] output, int to, int stride, int columns, Scratch scratch);
}
