package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * Adaptive instance norm: gives each channel of the content the mean and the deviation that it has
 * in the style.
 *
 * <pre>
 * out[n, y, x, c] = (content[n, y, x, c] - mean(content)) / sqrt(variance(content) + eps)
 *                   * sqrt(variance(style) + eps) + mean(style)
 * </pre>
 *
 * <p>Content, style and output have one shape (batch, height, width, channels). Mean and population
 * variance are those of the picture and channel, over rows and columns; of the style nothing else
 * is used. They need double sums: the difference of two large float sums loses a small variance
 * altogether. Source: Huang and Belongie, arXiv:1703.06868, with eps in both deviations; LADE of
 * AnimeGANv3, whose style is a 1x1 convolution of the content.
 *
 * @param eps added to both variances, above 0
 */
public record AdaptiveInstanceNorm(double eps) implements Op {
  /**
   * Checks the attribute.
   *
   * @throws IllegalArgumentException if eps is not a positive finite number
   */
  public AdaptiveInstanceNorm {
    if (!(eps > 0) || Double.isInfinite(eps)) {
      throw new IllegalArgumentException("eps " + eps + " must be a positive finite number.");
    }
  }

  @Override
  public String kind() {
    return "adaptive_instance_norm";
  }

  @Override
  public int inputCount() {
    return 2;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (!inputs.get(0).equals(inputs.get(1))) {
      throw new InvalidShapeException(
          String.format(
              "Content of shape %s cannot take on the style of shape %s.",
              inputs.get(0), inputs.get(1)));
    }
    return inputs.get(0);
  }
}
