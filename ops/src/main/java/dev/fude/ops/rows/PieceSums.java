package dev.fude.ops.rows;

import dev.fude.ops.rows.PackedWeights.Panel;
import dev.fude.ops.runtime.CacheLines;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.Sections;

/**
 * The sums of a row's piece, which wait in scratch memory until all panels are there, and are then
 * stored pixel by pixel. Stored panel by panel, in single cache lines some kilobytes apart, they
 * made a 1x1 convolution take a third longer.
 */
final class PieceSums {
  /** A cache line, lest the sums of all pixels fall into a few sets of the first-level cache. */
  private static final int SPARE_FLOATS = CacheLines.FLOATS;

  /** Some pixels of few channels are copied at once: single ones cost as much as the products. */
  private static final int COPIED_FLOATS = 2 * 1024;

  private final PackedWeights weights;
  private final float[] bias; // (paddedOutChannels)
  private final int stride;
  private final float[] sums; // (pixels, stride), from (begin) on
  private final int begin;
  private final Scratch scratch;

  /**
   * The sums of one worker.
   *
   * @param weights whose panels they belong to
   * @param bias what they begin with, (paddedOutChannels)
   * @param pixels the most pixels of a piece
   * @param memory whose next section is theirs: {@link #floats}
   * @param scratch the worker's memory
   */
  PieceSums(PackedWeights weights, float[] bias, int pixels, Sections memory, Scratch scratch) {
    this.weights = weights;
    this.bias = bias;
    this.stride = stride(weights);
    this.sums = memory.array();
    this.begin = memory.take(floats(weights, pixels));
    this.scratch = scratch;
  }

  /**
   * Memory for the sums.
   *
   * @param weights whose panels they belong to
   * @param pixels the most pixels of a piece
   * @return floats
   */
  static int floats(PackedWeights weights, int pixels) {
    return Math.multiplyExact(pixels, stride(weights));
  }

  private static int stride(PackedWeights weights) {
    return weights.paddedOutChannels() + SPARE_FLOATS;
  }

  /**
   * Begins a piece.
   *
   * @param pixels how many pixels it has
   */
  void setToBias(int pixels) {
    int first = Math.min(pixels, Math.max(1, COPIED_FLOATS / stride));
    for (int p = 0; p < first; p++) {
      System.arraycopy(bias, 0, sums, begin + p * stride, bias.length);
    }
    for (int p = first; p < pixels; p += first) {
      int copied = Math.min(first, pixels - p) * stride;
      System.arraycopy(sums, begin, sums, begin + p * stride, copied);
    }
  }

  /**
   * Adds a product to every {@code step}th pixel, in parts of the depth whose weights stay in the
   * nearest cache.
   *
   * @param rows the input rows
   * @param at where in there the first pixel's numbers begin
   * @param inStride floats from there to what the next of the pixels reads
   * @param panel the weights' panel
   * @param row the first row of its matrix to use
   * @param depth numbers of each pixel, and rows of the matrix
   * @param first the first pixel of the piece that is added to
   * @param step pixels from one that is added to to the next
   * @param count how many are added to
   */
  void multiplyAdd(
      float[] rows,
      int at,
      int inStride,
      Panel panel,
      int row,
      int depth,
      int first,
      int step,
      int count) {
    PackedMatrix matrix = panel.matrix();
    int most = matrix.depthAtOnce();
    int parts = (depth - 1) / most + 1;
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) depth * part / parts);
      int to = (int) ((long) depth * (part + 1) / parts);
      matrix.multiplyAdd(
          rows,
          at + from,
          inStride,
          row + from,
          to - from,
          sums,
          begin + first * stride + panel.firstPadded(),
          step * stride,
          count,
          scratch);
    }
  }

  /**
   * Stores pixels, without the padded channels.
   *
   * @param from the first pixel of the piece to store
   * @param count how many
   * @param output receives (count, channels)
   * @param to where the first goes
   * @param channels channels of the output
   */
  void store(int from, int count, float[] output, int to, int channels) {
    if (weights.paddedOutChannels() == channels) {
      copy(from, count, 0, channels, output, to, channels);
      return;
    }
    for (Panel panel : weights.panels()) {
      int at = to + panel.firstChannel();
      copy(from, count, panel.firstPadded(), panel.channels(), output, at, channels);
    }
  }

  private void copy(
      int from, int count, int padded, int numbers, float[] output, int to, int channels) {
    for (int p = 0; p < count; p++) {
      int sum = begin + (from + p) * stride + padded;
      System.arraycopy(sums, sum, output, to + p * channels, numbers);
    }
  }
}
