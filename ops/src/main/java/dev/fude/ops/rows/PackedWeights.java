package dev.fude.ops.rows;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution weights as {@linkplain PackedMatrix packed matrices}.
 *
 * <p>A panel holds the weights of neighbouring output channels, side by side: {@code (kernelH,
 * kernelW, inPerGroup, width)}. Its kernel rows are matrices whose depth runs like the
 * channels-last pixels under them, so that one pass over a kernel row is one product. The last
 * panel of a group may be filled up with zeros; what they give is never stored.
 *
 * @param panels in the order of their output channels
 * @param paddedOutChannels the widths of all panels together: more than the output channels where
 *     panels are filled up with zeros
 */
record PackedWeights(List<Panel> panels, int paddedOutChannels) {
  /**
   * Packs the weights of a convolution.
   *
   * @param microkernels whose matrices to use
   * @param weight (outChannels, inChannels / groups, kernelH, kernelW)
   * @param bias (outChannels), or null for zeros
   * @param groups slices of the channels
   * @return the packed copy
   */
  static PackedWeights of(Microkernels microkernels, Tensor weight, Tensor bias, int groups) {
    Shape oihw = weight.shape();
    int outPerGroup = oihw.extent(0) / groups;
    int depth = Math.multiplyExact(oihw.extent(1), oihw.extent(2) * oihw.extent(3));
    List<Panel> panels = new ArrayList<>();
    int padded = 0;
    for (int group = 0; group < groups; group++) {
      int first = 0;
      for (PackedMatrix matrix : microkernels.matrices(depth, outPerGroup)) {
        int channels = Math.min(matrix.width(), outPerGroup - first);
        int channel = group * outPerGroup + first;
        panels.add(Panel.of(matrix, group, channel, channels, padded, weight, bias));
        first += channels;
        padded += matrix.width();
      }
    }
    return new PackedWeights(List.copyOf(panels), padded);
  }

  /** The biases: (paddedOutChannels), zeros in those that are not output channels. */
  float[] biases() {
    float[] biases = new float[paddedOutChannels];
    for (Panel panel : panels) {
      System.arraycopy(panel.bias(), 0, biases, panel.firstPadded(), panel.bias().length);
    }
    return biases;
  }

  /**
   * The weights and biases of some neighbouring output channels of one group.
   *
   * @param matrix the weights, (kernelH, kernelW, inPerGroup) rows of the matrix's width
   * @param group the slice of the channels that the panel belongs to
   * @param firstChannel its first output channel, counted through all groups
   * @param channels how many output channels it has, from 1 to the width
   * @param firstPadded where it begins among the padded output channels
   * @param kernelW columns of the kernel
   * @param inPerGroup rows of one tap
   * @param bias (width), zeros behind the last channel
   */
  record Panel(
      PackedMatrix matrix,
      int group,
      int firstChannel,
      int channels,
      int firstPadded,
      int kernelW,
      int inPerGroup,
      float[] bias) {

    private static Panel of(
        PackedMatrix matrix,
        int group,
        int firstChannel,
        int channels,
        int firstPadded,
        Tensor weight,
        Tensor bias) {
      Shape oihw = weight.shape();
      Panel panel =
          new Panel(
              matrix,
              group,
              firstChannel,
              channels,
              firstPadded,
              oihw.extent(3),
              oihw.extent(1),
              new float[matrix.width()]);
      panel.pack(oihw.extent(2) * oihw.extent(3), weight.data());
      if (bias != null) {
        System.arraycopy(bias.data(), firstChannel, panel.bias, 0, channels);
      }
      return panel;
    }

    private void pack(int taps, float[] oihw) {
      double[] row = new double[channels];
      for (int tap = 0; tap < taps; tap++) {
        for (int i = 0; i < inPerGroup; i++) {
          gather(oihw, (firstChannel * inPerGroup + i) * taps + tap, inPerGroup * taps, row);
          matrix.set(tap * inPerGroup + i, row);
        }
      }
    }

    private static void gather(float[] oihw, int at, int stride, double[] row) {
      for (int lane = 0; lane < row.length; lane++) {
        row[lane] = oihw[at + lane * stride];
      }
    }

    /** The first row of the matrix that belongs to a kernel row and column. */
    int row(int ky, int kx) {
      return (ky * kernelW + kx) * inPerGroup;
    }
  }
}
