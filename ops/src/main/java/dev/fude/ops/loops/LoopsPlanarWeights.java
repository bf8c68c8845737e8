package dev.fude.ops.loops;

import dev.fude.ops.rows.PlanarWeights;
import dev.fude.ops.runtime.Scratch;
import java.util.Arrays;

/**
 * The weights of a convolution of few output channels, each of which has a {@linkplain Lines line}
 * of pixels for its sums.
 *
 * <p>The pixels that six or two weights read are moved into lines and added to the sums of all
 * channels, in groups of three or four. Lines are so much longer than with channels side by side.
 */
final class LoopsPlanarWeights extends PlanarWeights {
  /** Lines of pixels, before those of sums. */
  private static final int PIXEL_LINES = 6;

  /** The last group reaches so many channels too far at most. */
  private static final int MORE_SUMS = 3;

  private final int channels;
  private final int depth;
  private final float[] weights; // (channels, depth)

  LoopsPlanarWeights(float[][] weights) {
    this.channels = weights.length;
    this.depth = weights[0].length;
    this.weights = new float[channels * depth];
    for (int o = 0; o < channels; o++) {
      System.arraycopy(weights[o], 0, this.weights, o * depth, depth);
    }
  }

  /** Lines that so many channels take. */
  static int lines(int channels) {
    return PIXEL_LINES + channels + MORE_SUMS;
  }

  @Override
  public int paddedChannels() {
    return channels;
  }

  @Override
  public int pixels() {
    return 1;
  }

  @Override
  public void compute(
      float[] planes, int[] at, float[] output, int to, int stride, int columns, Scratch scratch) {
    float[][] lines = scratch.lines(lines(channels), Lines.LENGTH);
    for (int x = 0; x < columns; x += Lines.LENGTH) {
      int length = Math.min(Lines.LENGTH, columns - x);
      for (int o = 0; o < channels; o++) {
        Arrays.fill(sums(lines, o), 0, length, 0);
      }
      addAll(planes, at, x, lines, length);
      for (int o = 0; o < channels; o++) {
        System.arraycopy(sums(lines, o), 0, output, to + o * stride + x, length);
      }
    }
  }

  private static float[] sums(float[][] lines, int channel) {
    return lines[PIXEL_LINES + channel];
  }

  private void addAll(float[] planes, int[] at, int x, float[][] lines, int length) {
    int computed = Lines.atLeast(length);
    int k = 0;
    for (; Lines.TAKES_SIX && k + 6 <= depth; k += 6) {
      move(planes, at, k, 6, x, lines, length);
      addSix(k, lines, computed);
    }
    for (; k + 2 <= depth; k += 2) {
      move(planes, at, k, 2, x, lines, length);
      addTwo(k, lines, computed);
    }
    if (k < depth) {
      move(planes, at, k, 1, x, lines, length);
      for (int o = 0; o < channels; o++) {
        Lines.multiplyAdd(sums(lines, o), lines[0], weights[o * depth + k], computed);
      }
    }
  }

  private static void move(
      float[] planes, int[] at, int first, int count, int x, float[][] lines, int length) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(planes, at[first + i] + x, lines[i], 0, length);
    }
  }

  /** Channels that are missing at the end share the work by lines whose sums nobody wants. */
  private void addSix(int k, float[][] lines, int length) {
    for (int o = 0; o < channels; o += 3) {
      Lines.multiplyAdd(
          sums(lines, o),
          sums(lines, o + 1),
          sums(lines, o + 2),
          lines[0],
          lines[1],
          lines[2],
          lines[3],
          lines[4],
          lines[5],
          weights,
          weight(o, k),
          weight(o + 1, k),
          weight(o + 2, k),
          length);
    }
  }

  /** Channels that are missing at the end share the work by lines whose sums nobody wants. */
  private void addTwo(int k, float[][] lines, int length) {
    for (int o = 0; o < channels; o += 4) {
      int w0 = weight(o, k);
      int w1 = weight(o + 1, k);
      int w2 = weight(o + 2, k);
      int w3 = weight(o + 3, k);
      Lines.multiplyAdd(
          sums(lines, o),
          sums(lines, o + 1),
          sums(lines, o + 2),
          sums(lines, o + 3),
          lines[0],
          lines[1],
          weights[w0],
          weights[w0 + 1],
          weights[w1],
          weights[w1 + 1],
          weights[w2],
          weights[w2 + 1],
          weights[w3],
          weights[w3 + 1],
          length);
    }
  }

  /** Where a channel's weight is; the last channel's for those that are missing. */
  private int weight(int channel, int k) {
    return Math.min(channel, channels - 1) * depth + k;
  }
}
