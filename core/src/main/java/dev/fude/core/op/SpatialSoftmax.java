package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * Softmax over pixels: what a channel of a picture holds becomes shares that add up to 1.
 *
 * <pre>
 * out[n, y, x, c] = exp(in[n, y, x, c] - max) / sum over rows and columns of exp(in[n, ., ., c] - max)
 * </pre>
 *
 * <p>Input and output any one shape (batch, height, width, channels). {@code max} is the largest
 * number of the picture's channel: the quotient is the same without it, but nothing overflows with
 * it. Sums are double. In [0, 1]; a share below the smallest normal float may be 0. A NaN or
 * positive infinity makes its whole channel NaN. Not PyTorch's {@code Softmax2d}, which shares out
 * each pixel among its channels. Source: ONNX {@code Softmax} over the axes of rows and columns;
 * the attention of Guo et al., arXiv:2105.02358.
 */
public record SpatialSoftmax() implements Op {
  @Override
  public String kind() {
    return "spatial_softmax";
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }
}
