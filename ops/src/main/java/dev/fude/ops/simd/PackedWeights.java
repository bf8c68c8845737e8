package dev.fude.ops.simd;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;

/**
 * Convolution weights in the order in which {@link GemmBlock} reads them.
 *
 * <p>A panel holds the weights of as many output channels as the block computes at once, side by
 * side: {@code (kernelH, kernelW, inPerGroup, width)}. Its kernel rows are matrices whose depth runs
 * like the channels-last pixels under them, so that one pass over a kernel row is one product. The
 * last panel of a group is filled up with zeros; what they give is never stored.
 */
final class PackedWeights {
  private final int groups;
  private final int panelsPerGroup;
  private final int outPerGroup;
  private final int inPerGroup;
  private final int kernelW;
  private final int width;
  private final int panelFloats;
  private final float[] data; // (groups, panelsPerGroup, kernelH, kernelW, inPerGroup, width)
  private final float[] bias; // (groups, panelsPerGroup, width)

  private PackedWeights(Shape oihw, int groups, int width) {
    this.groups = groups;
    this.width = width;
    this.outPerGroup = oihw.extent(0) / groups;
    this.inPerGroup = oihw.extent(1);
    this.kernelW = oihw.extent(3);
    this.panelsPerGroup = (outPerGroup + width - 1) / width;
    this.panelFloats = Math.multiplyExact(oihw.extent(2) * kernelW * inPerGroup, width);
    int panels = Math.multiplyExact(groups, panelsPerGroup);
    this.data = new float[Math.multiplyExact(panels, panelFloats)];
    this.bias = new float[Math.multiplyExact(panels, width)];
  }

  /**
   * Packs.
   *
   * @param weight (outChannels, inChannels / groups, kernelH, kernelW)
   * @param bias (outChannels), or null for zeros
   * @param groups slices of the channels
   * @param width output channels of a panel
   * @return the packed copy
   */
  static PackedWeights of(Tensor weight, Tensor bias, int groups, int width) {
    PackedWeights packed = new PackedWeights(weight.shape(), groups, width);
    for (int o = 0; o < weight.shape().extent(0); o++) {
      packed.packChannel(o, weight);
      if (bias != null) {
        packed.bias[packed.panelOf(o) * width + packed.laneOf(o)] = bias.data()[o];
      }
    }
    return packed;
  }

  private void packChannel(int o, Tensor weight) {
    int taps = weight.shape().extent(2) * kernelW;
    int from = o * inPerGroup * taps;
    int to = panelOf(o) * panelFloats + laneOf(o);
    for (int tap = 0; tap < taps; tap++) {
      for (int i = 0; i < inPerGroup; i++) {
        data[to + (tap * inPerGroup + i) * width] = weight.data()[from + i * taps + tap];
      }
    }
  }

  private int panelOf(int o) {
    return o / outPerGroup * panelsPerGroup + o % outPerGroup / width;
  }

  private int laneOf(int o) {
    return o % outPerGroup % width;
  }

  /**
   * All panels.
   *
   * @return how many
   */
  int panels() {
    return groups * panelsPerGroup;
  }

  /**
   * The group of a panel.
   *
   * @param panel from 0
   * @return the group, from 0
   */
  int group(int panel) {
    return panel / panelsPerGroup;
  }

  /**
   * The output channel of a panel's first lane.
   *
   * @param panel from 0
   * @return the channel
   */
  int firstChannel(int panel) {
    return group(panel) * outPerGroup + panel % panelsPerGroup * width;
  }

  /**
   * How many of a panel's lanes are output channels.
   *
   * @param panel from 0
   * @return from 1 to the width
   */
  int channels(int panel) {
    return Math.min(width, outPerGroup - panel % panelsPerGroup * width);
  }

  /**
   * The numbers.
   *
   * @return (panels, kernelH, kernelW, inPerGroup, width)
   */
  float[] data() {
    return data;
  }

  /**
   * Where a matrix begins.
   *
   * @param panel from 0
   * @param ky kernel row
   * @param kx kernel column
   * @return index into {@link #data()}
   */
  int offset(int panel, int ky, int kx) {
    return panel * panelFloats + (ky * kernelW + kx) * inPerGroup * width;
  }

  /**
   * The bias, filled up like the panels.
   *
   * @return (panels, width)
   */
  float[] bias() {
    return bias;
  }
}
