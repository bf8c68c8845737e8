package dev.fude.core.op;

/**
 * Nearest-neighbour resize: each pixel of the output is one of the input, unchanged.
 *
 * <pre>
 * out[n, oy, ox, c] = in[n, floor(oy * height / outHeight), floor(ox * width / outWidth), c]
 * </pre>
 *
 * <p>Input (batch, height, width, channels); output the same with the target's rows and columns. A
 * whole factor repeats each pixel so many times; nothing is averaged when shrinking. Exact: the
 * quotient is one of integers, where a framework that multiplies by a rounded factor may come out a
 * pixel lower. Source: ONNX {@code Resize} with mode {@code nearest}, coordinates {@code
 * asymmetric} and rounding {@code floor}, which is also ONNX {@code Upsample}; PyTorch {@code
 * torch.nn.functional.interpolate} with mode {@code nearest}; TensorFlow 1 {@code
 * tf.image.resize_nearest_neighbor}.
 *
 * @param target how large the output is
 */
public record ResizeNearest(Target target) implements Resize {
  /**
   * Twice the rows and columns.
   *
   * @return the op
   */
  public static ResizeNearest twice() {
    return new ResizeNearest(new Scale(2, 2));
  }

  @Override
  public String kind() {
    return "resize_nearest";
  }

  @Override
  public Sampling sampling() {
    return new Sampling.Nearest();
  }
}
