package dev.fude.ops.simd;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolution weights in the order in which {@link GemmBlock} reads them.
 *
 * <p>A panel holds the weights of as many output channels as its block computes at once, side by
 * side: {@code (kernelH, kernelW, inPerGroup, width)}. Its kernel rows are matrices whose depth
 * runs like the channels-last pixels under them, so that one pass over a kernel row is one product.
 * The last panel of a group may be filled up with zeros; what they give is never stored.
 *
 * @param panels in the order of their output channels
 * @param paddedOutChannels the widths of all panels together: more than the output channels where
 *     panels are filled up with zeros
 */
record PackedWeights(List<Panel> panels, int paddedOutChannels) {
  /**
   * Packs the weights of a convolution.
   *
   * @param weight (outChannels, inChannels / groups, kernelH, kernelW)
   * @param bias (outChannels), or null for zeros
   * @param groups slices of the channels
   * @return the packed copy
   */
  static PackedWeights of(Tensor weight, Tensor bias, int groups) {
    int outPerGroup = weight.shape().extent(0) / groups;
    List<GemmBlock> blocks = GemmBlocks.cover(outPerGroup);
    List<Panel> panels = new ArrayList<>();
    int padded = 0;
    for (int group = 0; group < groups; group++) {
      int first = 0;
      for (GemmBlock block : blocks) {
        int channels = Math.min(block.width(), outPerGroup - first);
        int channel = group * outPerGroup + first;
        panels.add(Panel.of(block, group, channel, channels, padded, weight, bias));
        first += channels;
        padded += block.width();
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
   * @param block what multiplies this panel, as wide as it
   * @param group the slice of the channels that the panel belongs to
   * @param firstChannel its first output channel, counted through all groups
   * @param channels how many output channels it has, from 1 to the width
   * @param firstPadded where it begins among the padded output channels
   * @param kernelW columns of the kernel
   * @param tapFloats floats of one tap's matrix, (inPerGroup, width)
   * @param weights (kernelH, kernelW, inPerGroup, width)
   * @param bias (width), zeros behind the last channel
   */
  record Panel(
      GemmBlock block,
      int group,
      int firstChannel,
      int channels,
      int firstPadded,
      int kernelW,
      int tapFloats,
      float[] weights,
      float[] bias) {

    private static Panel of(
        GemmBlock block,
        int group,
        int firstChannel,
        int channels,
        int firstPadded,
        Tensor weight,
        Tensor bias) {
      Shape oihw = weight.shape();
      int taps = oihw.extent(2) * oihw.extent(3);
      int tapFloats = Math.multiplyExact(oihw.extent(1), block.width());
      Panel panel =
          new Panel(
              block,
              group,
              firstChannel,
              channels,
              firstPadded,
              oihw.extent(3),
              tapFloats,
              new float[Math.multiplyExact(taps, tapFloats)],
              new float[block.width()]);
      for (int lane = 0; lane < channels; lane++) {
        panel.pack(lane, taps, oihw.extent(1), weight.data());
        panel.bias[lane] = bias == null ? 0 : bias.data()[firstChannel + lane];
      }
      return panel;
    }

    private void pack(int lane, int taps, int inPerGroup, float[] oihw) {
      int from = (firstChannel + lane) * inPerGroup * taps;
      for (int tap = 0; tap < taps; tap++) {
        for (int i = 0; i < inPerGroup; i++) {
          weights[tap * tapFloats + i * block.width() + lane] = oihw[from + i * taps + tap];
        }
      }
    }

    /** Where the matrix of a kernel row and column begins in the weights. */
    int offset(int ky, int kx) {
      return (ky * kernelW + kx) * tapFloats;
    }
  }
}
