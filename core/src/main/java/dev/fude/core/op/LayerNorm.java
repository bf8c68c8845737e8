package dev.fude.core.op;

/**
 * Layer norm: statistics of each picture over channels, rows and columns together.
 *
 * <pre>
 * out[n, y, x, c] = (in[n, y, x, c] - mean) / sqrt(variance + eps) * gamma[c] + beta[c]
 * </pre>
 *
 * <p>Input and output (batch, height, width, channels); gamma and beta (channels). Mean and
 * population variance are taken over channels, rows and columns together, per picture. They need
 * double sums: the difference of two large float sums loses a small variance altogether. Source:
 * PyTorch {@code torch.nn.GroupNorm} with one group; Ba et al., arXiv:1607.06450.
 *
 * @param eps added to the variance, above 0
 */
public record LayerNorm(double eps) implements Normalization {
  /**
   * Checks the attribute.
   *
   * @throws IllegalArgumentException if eps is not a positive finite number
   */
  public LayerNorm {
    if (!(eps > 0) || Double.isInfinite(eps)) {
      throw new IllegalArgumentException("eps " + eps + " must be a positive finite number.");
    }
  }

  @Override
  public String kind() {
    return "layer_norm";
  }

  @Override
  public boolean perChannel() {
    return false;
  }
}
