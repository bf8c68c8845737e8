package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;

/**
 * The sliding window of a convolution: how far it reaches and where it stands.
 *
 * <p>Output row {@code oy} and kernel row {@code ky} read padded input row {@code oy * strideH + ky
 * * dilationH}; columns likewise. The output has {@code (padded - dilation * (kernel - 1) - 1) /
 * stride + 1} rows or columns.
 *
 * @param kernelH rows of the kernel, at least 1
 * @param kernelW columns of the kernel, at least 1
 * @param strideH rows between outputs, at least 1
 * @param strideW columns between outputs, at least 1
 * @param dilationH rows between kernel rows, at least 1
 * @param dilationW columns between kernel columns, at least 1
 * @param padding what stands beyond the edges
 */
public record Window(
    int kernelH,
    int kernelW,
    int strideH,
    int strideW,
    int dilationH,
    int dilationW,
    Padding padding) {

  /**
   * Checks the extents.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public Window {
    if (kernelH < 1 || kernelW < 1 || strideH < 1 || strideW < 1) {
      throw new IllegalArgumentException(
          String.format(
              "Kernel %d x %d and stride %d x %d must be at least 1.",
              kernelH, kernelW, strideH, strideW));
    }
    if (dilationH < 1 || dilationW < 1) {
      throw new IllegalArgumentException(
          String.format("Dilation %d x %d must be at least 1.", dilationH, dilationW));
    }
  }

  /**
   * A square, undilated window.
   *
   * @param kernel rows and columns of the kernel, at least 1
   * @param stride rows and columns between outputs, at least 1
   * @param padding what stands beyond the edges
   * @return the window
   */
  public static Window square(int kernel, int stride, Padding padding) {
    return new Window(kernel, kernel, stride, stride, 1, 1, padding);
  }

  /**
   * The same window with another padding.
   *
   * @param other the padding
   * @return the window
   */
  public Window withPadding(Padding other) {
    return new Window(kernelH, kernelW, strideH, strideW, dilationH, dilationW, other);
  }

  /**
   * Taps of the kernel.
   *
   * @return {@code kernelH * kernelW}
   */
  public int taps() {
    return kernelH * kernelW;
  }

  /**
   * How far the window looks up and down.
   *
   * @return the rows under it, mirrored ones where they are mirrored
   */
  public RowReach rowReach() {
    return (wanted, inputHeight, outputHeight) -> {
      long first = (long) wanted.from() * strideH - padding.top();
      long last = (wanted.to() - 1L) * strideH - padding.top() + dilationH * (kernelH - 1L);
      return padding.sources(first, last, inputHeight);
    };
  }

  /**
   * The output's rows and columns, with the input's batch and channels.
   *
   * @param input (batch, height, width, channels)
   * @return (batch, outHeight, outWidth, channels)
   * @throws InvalidShapeException if the padded input is smaller than the kernel's reach
   */
  public Shape outputShape(Shape input) {
    Shape padded = padding.padded(input);
    long reachH = dilationH * (kernelH - 1L) + 1;
    long reachW = dilationW * (kernelW - 1L) + 1;
    if (padded.height() < reachH || padded.width() < reachW) {
      throw new InvalidShapeException(
          String.format(
              "A kernel that spans %d x %d does not fit an input of shape %s padded to %d x %d.",
              reachH, reachW, input, padded.height(), padded.width()));
    }
    return input.withSize(
        (int) ((padded.height() - reachH) / strideH + 1),
        (int) ((padded.width() - reachW) / strideW + 1));
  }
}
