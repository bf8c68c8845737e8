package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The largest pixel under each place of a square window, every channel by itself.
 *
 * <pre>
 * out[n, y, x, c] = max of in[n, y * stride + dy, x * stride + dx, c]
 *     over all dy and dx from 0 to kernel - 1
 * </pre>
 *
 * <p>Input (batch, height, width, channels); output the same with {@code (side - kernel) / stride +
 * 1} rows and columns. Rows and columns that no window reaches, at the lower and right edges, are
 * left out; an input that is smaller than the window is refused. NaN if one of the pixels is.
 * Exact. Source: ONNX's {@code MaxPool} and PyTorch's {@code MaxPool2d}, without padding, dilation
 * and {@code ceil_mode}.
 *
 * @param kernel rows and columns of the window, at least 1
 * @param stride rows and columns between windows, at least 1
 */
public record MaxPool(int kernel, int stride) implements Op {
  /**
   * Checks the attributes.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public MaxPool {
    if (kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          String.format("Kernel %d and stride %d of a pool must be at least 1.", kernel, stride));
    }
  }

  @Override
  public String kind() {
    return "max_pool";
  }

  /**
   * The window that slides over the picture.
   *
   * @return a window without padding
   */
  public Window window() {
    return Window.square(kernel, stride, Padding.NONE);
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(window().rowReach());
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return window().outputShape(inputs.get(0));
  }
}
