package dev.fude.ops.rows;

import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Transformed weights of a Winograd convolution as {@linkplain PackedMatrix packed matrices}: one
 * for each panel of neighbouring output channels, in which the frequencies follow one another.
 *
 * <p>The transform G g G^T is computed in double and rounded once.
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
      pack(panel, weight, matrices.weightMatrix());
    }
  }

  private void pack(Panel panel, Tensor weight, double[][] matrix) {
    int kernel = weight.shape().extent(2);
    int frequencies = matrix.length * matrix.length;
    double[] transformed = new double[frequencies];
    double[] half = new double[matrix.length * kernel];
    for (int lane = 0; lane < panel.channels(); lane++) {
      for (int i = 0; i < inChannels; i++) {
        int at = ((panel.firstChannel() + lane) * inChannels + i) * kernel * kernel;
        transform(weight.data(), at, matrix, half, transformed);
        for (int frequency = 0; frequency < frequencies; frequency++) {
          panel.matrix().set(row(frequency) + i, lane, (float) transformed[frequency]);
        }
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
    double[][] matrix = matrices.weightMatrix();
    int outChannels = weight.shape().extent(0);
    int inChannels = weight.shape().extent(1);
    int kernel = weight.shape().extent(2);
    int frequencies = matrix.length * matrix.length;
    double[] transformed = new double[frequencies];
    double[] half = new double[matrix.length * kernel];
    float[][][] byFrequency = new float[frequencies][outChannels][inChannels];
    for (int o = 0; o < outChannels; o++) {
      for (int i = 0; i < inChannels; i++) {
        int at = (o * inChannels + i) * kernel * kernel;
        transform(weight.data(), at, matrix, half, transformed);
        for (int frequency = 0; frequency < frequencies; frequency++) {
          byFrequency[frequency][o][i] = (float) transformed[frequency];
        }
      }
    }
    return byFrequency;
  }

  /** G g G^T, with G g in between. */
  private static void transform(
      float[] weight, int at, double[][] matrix, double[] half, double[] transformed) {
    int kernel = matrix[0].length;
    int inputs = matrix.length;
    for (int a = 0; a < inputs; a++) {
      for (int x = 0; x < kernel; x++) {
        double sum = 0;
        for (int y = 0; y < kernel; y++) {
          sum += matrix[a][y] * weight[at + y * kernel + x];
        }
        half[a * kernel + x] = sum;
      }
    }
    for (int a = 0; a < inputs; a++) {
      for (int b = 0; b < inputs; b++) {
        double sum = 0;
        for (int x = 0; x < kernel; x++) {
          sum += matrix[b][x] * half[a * kernel + x];
        }
        transformed[b * inputs + a] = sum;
      }
    }
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
