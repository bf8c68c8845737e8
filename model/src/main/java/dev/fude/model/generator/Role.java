package dev.fude.model.generator;

/** What a trained tensor is to its layer. */
public enum Role {
  /**
   * The kernel of a convolution, OIHW; of a transposed one, which is called the other way, IOHW.
   */
  KERNEL,

  /** The kernel of a depthwise convolution, (channels, 1, kernelH, kernelW). */
  DEPTHWISE_KERNEL,

  /** What a convolution adds to each channel. */
  BIAS,

  /** What a norm multiplies each channel with. */
  GAMMA,

  /** What a norm adds to each channel. */
  BETA,

  /** What a batch norm takes from each channel. */
  MEAN,

  /** What a batch norm divides each channel by, squared. */
  VARIANCE;

  /**
   * Whether the tensor has a kernel's four axes, whose order differs between formats.
   *
   * @return false for vectors
   */
  public boolean isKernel() {
    return this == KERNEL || this == DEPTHWISE_KERNEL;
  }
}
