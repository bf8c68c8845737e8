package dev.fude.core.op;

/**
 * Instance norm: statistics of each picture and channel over rows and columns.
 *
 * <pre>
 * out[n, y, x, c] = (in[n, y, x, c] - mean) / sqrt(variance + eps) * gamma[c] + beta[c]
 * </pre>
 *
 * <p>Input and output (batch, height, width, channels); gamma and beta (channels). Mean and
 * population variance are taken over rows and columns, per picture. They need double sums: the
 * difference of two large float sums loses a small variance altogether. Source: PyTorch {@code
 * torch.nn.InstanceNorm2d}, ONNX {@code InstanceNormalization}; Ulyanov et al., arXiv:1607.08022.
 *
 * @param eps added to the variance, above 0
 */
public record InstanceNorm(double eps) implements Normalization {
  /**
   * Checks the attribute.
   *
   * @throws IllegalArgumentException if eps is not a positive finite number
   */
  public InstanceNorm {
    if (!(eps > 0) || Double.isInfinite(eps)) {
      throw new IllegalArgumentException("eps " + eps + " must be a positive finite number.");
    }
  }

  @Override
  public String kind() {
    return "instance_norm";
  }

  @Override
  public boolean perChannel() {
    return true;
  }
}
