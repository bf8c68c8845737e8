package dev.fude.core.tensor;

/**
 * The two orders in which activations are kept: channels last (NHWC), which is ours and
 * TensorFlow's, and channels first (NCHW), which is PyTorch's and ONNX's.
 */
public final class Layout {
  private Layout() {}

  /**
   * Copies from channels first to channels last.
   *
   * @param nchw (batch, channels, height, width)
   * @return (batch, height, width, channels)
   * @throws InvalidShapeException if the rank is not 4
   */
  public static Tensor nchwToNhwc(Tensor nchw) {
    requireRank4(nchw);
    int[] from = nchw.shape().extents();
    Tensor nhwc = Tensor.zeros(Shape.nhwc(from[0], from[2], from[3], from[1]));
    swapInner(nchw.data(), nhwc.data(), from[0], from[1], from[2] * from[3]);
    return nhwc;
  }

  /**
   * Copies from channels last to channels first.
   *
   * @param nhwc (batch, height, width, channels)
   * @return (batch, channels, height, width)
   * @throws InvalidShapeException if the rank is not 4
   */
  public static Tensor nhwcToNchw(Tensor nhwc) {
    requireRank4(nhwc);
    int[] from = nhwc.shape().extents();
    Tensor nchw = Tensor.zeros(Shape.of(from[0], from[3], from[1], from[2]));
    swapInner(nhwc.data(), nchw.data(), from[0], from[1] * from[2], from[3]);
    return nchw;
  }

  /** Transposes each of {@code batch} matrices from (rows, columns) to (columns, rows). */
  private static void swapInner(float[] from, float[] to, int batch, int rows, int columns) {
    int matrix = rows * columns;
    for (int n = 0; n < batch; n++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          to[n * matrix + column * rows + row] = from[n * matrix + row * columns + column];
        }
      }
    }
  }

  private static void requireRank4(Tensor tensor) {
    if (tensor.shape().rank() != 4) {
      throw new InvalidShapeException("A tensor of shape " + tensor.shape() + " has no layout.");
    }
  }
}
