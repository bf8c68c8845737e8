package dev.fude.ops.rows;

import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Transformed weights of a Winograd convolution as {@linkplain PackedMatrix packed matrices}: one
 * for each panel of neighbouring output channels, in which the frequencies follow one another.
 *
 * <p>{@link WinogradFilters} transforms them.
 */
final class WinogradWeights {
  private final int inChannels;
  private final int paddedOutChannels;
  private final List<Panel> panels = new ArrayList<>();

  /**
   * Some neighbouring output channels.
   *
   * @param matrix its weights, (frequencies, inChannels) rows of the matrix's width
   * @param firstChannel the output channel of its first lane
   * @param channels how many lanes are output channels; the others hold zeros
   */
  record Panel(PackedMatrix matrix, int firstChannel, int channels) {}

  /**
   * Transforms and packs.
   *
   * @param microkernels whose matrices to use
   * @param weight (outChannels, inChannels, kernel, kernel)
   * @param matrices the transform
   */
  WinogradWeights(Microkernels microkernels, Tensor weight, ToomCook matrices) {
    int outChannels = weight.shape().extent(0);
    this.inChannels = weight.shape().extent(1);
    int depth = Math.multiplyExact(matrices.inputs() * matrices.inputs(), inChannels);
    int first = 0;
    for (PackedMatrix matrix : microkernels.matrices(depth, outChannels)) {
      panels.add(new Panel(matrix, first, Math.min(matrix.width(), outChannels - first)));
      first += matrix.width();
    }
    this.paddedOutChannels = first;
    for (Panel panel : panels) {
      pack(panel, weight, matrices);
    }
  }

  private void pack(Panel panel, Tensor weight, ToomCook matrices) {
    WinogradFilters filters = new WinogradFilters(matrices, panel.channels());
    int taps = weight.shape().extent(2) * weight.shape().extent(3);
    for (int i = 0; i < inChannels; i++) {
      int at = (panel.firstChannel() * inChannels + i) * taps;
      double[][] lines = filters.transform(weight.data(), at, inChannels * taps);
      for (int frequency = 0; frequency < lines.length; frequency++) {
        panel.matrix().set(row(frequency) + i, lines[frequency]);
      }
    }
  }

  /**
   * Transforms without packing.
   *
   * @param weight (outChannels, inChannels, kernel, kernel)
   * @param matrices the transform
   * @return (frequencies, outChannels, inChannels), frequencies in the order of {@link #row}
   */
  static float[][][] byFrequency(Tensor weight, ToomCook matrices) {
    int outChannels = weight.shape().extent(0);
    int inChannels = weight.shape().extent(1);
    int taps = weight.shape().extent(2) * weight.shape().extent(3);
    WinogradFilters filters = new WinogradFilters(matrices, inChannels);
    float[][][] byFrequency = new float[matrices.inputs() * matrices.inputs()][outChannels][];
    for (int o = 0; o < outChannels; o++) {
      double[][] lines = filters.transform(weight.data(), o * inChannels * taps, taps);
      for (int frequency = 0; frequency < lines.length; frequency++) {
        byFrequency[frequency][o] = rounded(lines[frequency]);
      }
    }
    return byFrequency;
  }

  private static float[] rounded(double[] line) {
    float[] rounded = new float[line.length];
    for (int i = 0; i < line.length; i++) {
      rounded[i] = (float) line[i];
    }
    return rounded;
  }

  /**
   * The panels.
   *
   * @return in the order of their output channels
   */
  List<Panel> panels() {
    return panels;
  }

  /**
   * Input channels.
   *
   * @return the depth of each product
   */
  int inChannels() {
    return inChannels;
  }

  /**
   * How many tiles all panels compute at once.
   *
   * @return a common multiple of the matrices' pixels
   */
  int pixels() {
    int pixels = 1;
    for (Panel panel : panels) {
      int more = pixels;
      while (pixels % panel.matrix().pixels() != 0) {
        pixels += more;
      }
    }
    return pixels;
  }

  /**
   * Output channels, rounded up so that panels are full.
   *
   * @return the widths of all panels together
   */
  int paddedOutChannels() {
    return paddedOutChannels;
  }

  /**
   * Where the weights of one frequency begin.
   *
   * @param frequency from 0
   * @return the first of {@link #inChannels} rows of a panel's matrix
   */
  int row(int frequency) {
    return frequency * inChannels;
  }
}
