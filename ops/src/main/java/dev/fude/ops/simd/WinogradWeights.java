package dev.fude.ops.simd;

import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Transformed weights of a Winograd convolution, in the order in which {@link GemmBlock} reads
 * them: for each frequency a matrix of weights, cut into panels of neighbouring output channels.
 *
 * <p>The transform G g G^T is computed in double and rounded once.
 */
final class WinogradWeights {
  private final int inChannels;
  private final int paddedOutChannels;
  private final List<Panel> panels = new ArrayList<>();
  private final float[] weights; // (frequencies, panels, inChannels, width)

  /**
   * Some neighbouring output channels.
   *
   * @param block what multiplies the panel
   * @param firstChannel the output channel of its first lane
   * @param channels how many lanes are output channels; the others hold zeros
   */
  record Panel(GemmBlock block, int firstChannel, int channels) {}

  /**
   * Transforms and packs.
   *
   * @param weight (outChannels, inChannels, kernel, kernel)
   * @param matrices the transform
   */
  WinogradWeights(Tensor weight, ToomCook matrices) {
    int outChannels = weight.shape().extent(0);
    this.inChannels = weight.shape().extent(1);
    int first = 0;
    for (GemmBlock block : GemmBlocks.cover(outChannels)) {
      panels.add(new Panel(block, first, Math.min(block.width(), outChannels - first)));
      first += block.width();
    }
    this.paddedOutChannels = first;
    int frequencies = matrices.inputs() * matrices.inputs();
    this.weights = new float[Math.multiplyExact(frequencies * inChannels, paddedOutChannels)];
    for (Panel panel : panels) {
      pack(panel, weight, matrices.weightMatrix());
    }
  }

  private void pack(Panel panel, Tensor weight, double[][] matrix) {
    int kernel = weight.shape().extent(2);
    int frequencies = matrix.length * matrix.length;
    double[] transformed = new double[frequencies];
    double[] half = new double[matrix.length * kernel];
    int width = panel.block().width();
    for (int lane = 0; lane < panel.channels(); lane++) {
      for (int i = 0; i < inChannels; i++) {
        int at = ((panel.firstChannel() + lane) * inChannels + i) * kernel * kernel;
        transform(weight.data(), at, matrix, half, transformed);
        for (int frequency = 0; frequency < frequencies; frequency++) {
          weights[offset(frequency, panel) + i * width + lane] = (float) transformed[frequency];
        }
      }
    }
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
   * How many tiles fill every panel's register block.
   *
   * @return a common multiple of the blocks' pixels
   */
  int pixels() {
    int pixels = 1;
    for (Panel panel : panels) {
      int more = pixels;
      while (pixels % panel.block().pixels() != 0) {
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
   * The numbers.
   *
   * @return for each frequency the panels one after another, each (inChannels, width)
   */
  float[] data() {
    return weights;
  }

  /**
   * Where a panel's weights of one frequency begin.
   *
   * @param frequency from 0
   * @param panel the panel
   * @return index into {@link #data()}
   */
  int offset(int frequency, Panel panel) {
    return (frequency * paddedOutChannels + panel.firstChannel()) * inChannels;
  }
}
