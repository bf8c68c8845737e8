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
 */
final class PackedWeights {
  private final List<Panel> panels;
  private final int lanes;

  private PackedWeights(List<Panel> panels, int lanes) {
    this.panels = panels;
    this.lanes = lanes;
  }

  /**
   * Packs.
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
    int lanes = 0;
    for (int group = 0; group < groups; group++) {
      int first = 0;
      for (GemmBlock block : blocks) {
        int channels = Math.min(block.width(), outPerGroup - first);
        int channel = group * outPerGroup + first;
        panels.add(new Panel(block, group, channel, channels, lanes, weight, bias));
        first += channels;
        lanes += block.width();
      }
    }
    return new PackedWeights(List.copyOf(panels), lanes);
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
   * All lanes: more than the output channels where panels are filled up with zeros.
   *
   * @return the widths of all panels together
   */
  int lanes() {
    return lanes;
  }

  /**
   * The biases of all lanes.
   *
   * @return (lanes), zeros in those that are not output channels
   */
  float[] biases() {
    float[] biases = new float[lanes];
    for (Panel panel : panels) {
      System.arraycopy(panel.bias(), 0, biases, panel.firstLane(), panel.bias().length);
    }
    return biases;
  }

  /** The weights and biases of some neighbouring output channels of one group. */
  static final class Panel {
    private final GemmBlock block;
    private final int group;
    private final int firstChannel;
    private final int channels;
    private final int firstLane;
    private final float[] weights; // (kernelH, kernelW, inPerGroup, width)
    private final float[] bias; // (width)
    private final int tapFloats;
    private final int kernelW;

    private Panel(
        GemmBlock block,
        int group,
        int firstChannel,
        int channels,
        int firstLane,
        Tensor weight,
        Tensor bias) {
      Shape oihw = weight.shape();
      this.block = block;
      this.group = group;
      this.firstChannel = firstChannel;
      this.channels = channels;
      this.firstLane = firstLane;
      this.kernelW = oihw.extent(3);
      this.tapFloats = Math.multiplyExact(oihw.extent(1), block.width());
      int taps = oihw.extent(2) * kernelW;
      this.weights = new float[Math.multiplyExact(taps, tapFloats)];
      this.bias = new float[block.width()];
      for (int lane = 0; lane < channels; lane++) {
        pack(lane, taps, oihw.extent(1), weight.data());
        this.bias[lane] = bias == null ? 0 : bias.data()[firstChannel + lane];
      }
    }

    private void pack(int lane, int taps, int inPerGroup, float[] oihw) {
      int from = (firstChannel + lane) * inPerGroup * taps;
      for (int tap = 0; tap < taps; tap++) {
        for (int i = 0; i < inPerGroup; i++) {
          weights[tap * tapFloats + i * block.width() + lane] = oihw[from + i * taps + tap];
        }
      }
    }

    /**
     * What multiplies this panel.
     *
     * @return a block as wide as the panel
     */
    GemmBlock block() {
      return block;
    }

    /**
     * The slice of the channels that the panel belongs to.
     *
     * @return from 0
     */
    int group() {
      return group;
    }

    /**
     * The output channel of the first lane.
     *
     * @return from 0, counted through all groups
     */
    int firstChannel() {
      return firstChannel;
    }

    /**
     * The panel's first lane among all panels'.
     *
     * @return from 0
     */
    int firstLane() {
      return firstLane;
    }

    /**
     * How many lanes are output channels.
     *
     * @return from 1 to the width
     */
    int channels() {
      return channels;
    }

    /**
     * The weights.
     *
     * @return (kernelH, kernelW, inPerGroup, width)
     */
    float[] weights() {
      return weights;
    }

    /**
     * Where a tap's matrix begins.
     *
     * @param ky kernel row
     * @param kx kernel column
     * @return index into {@link #weights()}
     */
    int offset(int ky, int kx) {
      return (ky * kernelW + kx) * tapFloats;
    }

    /**
     * The biases.
     *
     * @return (width), zeros behind the last channel
     */
    float[] bias() {
      return bias;
    }
  }
}
