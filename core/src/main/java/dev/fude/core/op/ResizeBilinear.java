package dev.fude.core.op;

/**
 * Bilinear resize.
 *
 * <pre>
 * out[n, oy, ox, c] = lerp(lerp(in[y0, x0], in[y0, x1], fx), lerp(in[y1, x0], in[y1, x1], fx), fy)
 * where y0 = floor(position(oy)), y1 = min(y0 + 1, height - 1), fy = position(oy) - y0, x likewise
 * </pre>
 *
 * <p>Input (batch, height, width, channels); output the same with the target's rows and columns.
 * The position is the {@link ResizeRule}'s. No anti-aliasing when shrinking. Source: ONNX {@code
 * Resize} (linear), PyTorch {@code torch.nn.functional.interpolate}, TensorFlow 1 {@code
 * tf.image.resize_bilinear}.
 *
 * @param rule where an output pixel looks in the input
 * @param target how large the output is
 */
public record ResizeBilinear(ResizeRule rule, Target target) implements Resize {
  /**
   * Twice the rows and columns.
   *
   * @param rule where an output pixel looks in the input
   * @return the op
   */
  public static ResizeBilinear twice(ResizeRule rule) {
    return new ResizeBilinear(rule, new Scale(2, 2));
  }

  @Override
  public String kind() {
    return "resize_bilinear";
  }

  @Override
  public Sampling sampling() {
    return new Sampling.Bilinear(rule);
  }
}
