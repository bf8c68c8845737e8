package dev.fude.converter.neutral;

/**
 * The order in which a format stores the axes of its convolution kernels: O for output channels, I
 * for input channels of one group, H and W for the kernel's rows and columns.
 */
public enum KernelLayout {
  /** PyTorch's: a depthwise kernel is (channels, 1, kernelH, kernelW). */
  OIHW,

  /** TensorFlow Lite's: a depthwise kernel is (1, kernelH, kernelW, channels). */
  OHWI,

  /** TensorFlow's: a depthwise kernel is (kernelH, kernelW, channels, 1). */
  HWIO;

  /**
   * Where each axis of an OIHW kernel is found among the stored axes.
   *
   * @param isDepthwise whether the kernel has one filter for each channel
   * @return four axes, for {@link NeutralTensor#permuted}
   */
  public int[] toOihw(boolean isDepthwise) {
    return switch (this) {
      case OIHW -> new int[] {0, 1, 2, 3};
      case OHWI -> isDepthwise ? new int[] {3, 0, 1, 2} : new int[] {0, 3, 1, 2};
      case HWIO -> isDepthwise ? new int[] {2, 3, 0, 1} : new int[] {3, 2, 0, 1};
    };
  }
}
