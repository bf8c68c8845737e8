package dev.fude.animegan.image;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;

/**
 * Rows below and columns to the right of a picture that bring it to a size the network takes,
 * filled with the picture mirrored, and cut off again from the result.
 *
 * <p>The picture is mirrored at its edge pixels, which are not repeated, and as often as needed:
 * index i reads a wave of period {@code 2 * (extent - 1)}, so that even sides of 2 reach 8.
 */
public final class ReflectMargin {
  private final int width;
  private final int height;
  private final int paddedWidth;
  private final int paddedHeight;

  private ReflectMargin(int width, int height, int paddedWidth, int paddedHeight) {
    this.width = width;
    this.height = height;
    this.paddedWidth = paddedWidth;
    this.paddedHeight = paddedHeight;
  }

  /**
   * The smallest margin with which both sides fit.
   *
   * @param width columns of the picture
   * @param height rows of the picture
   * @param minimum the least that a padded side may be
   * @param multiple what a padded side must be a multiple of
   * @return the margin; empty if the picture fits as it is
   * @throws InvalidImageException if a side is below 2: one pixel has no neighbour to mirror
   */
  public static ReflectMargin around(int width, int height, int minimum, int multiple) {
    if (width < 2 || height < 2) {
      throw new InvalidImageException(
          String.format(
              "A picture of %d x %d pixels is too small; its sides must be at least 2.",
              width, height));
    }
    return new ReflectMargin(
        width, height, fitting(width, minimum, multiple), fitting(height, minimum, multiple));
  }

  private static int fitting(int side, int minimum, int multiple) {
    return (Math.max(side, minimum) + multiple - 1) / multiple * multiple;
  }

  /**
   * Columns with the margin.
   *
   * @return at least the picture's
   */
  public int paddedWidth() {
    return paddedWidth;
  }

  /**
   * Rows with the margin.
   *
   * @return at least the picture's
   */
  public int paddedHeight() {
    return paddedHeight;
  }

  /**
   * Adds the margin.
   *
   * @param picture (batch, height, width, channels)
   * @return (batch, paddedHeight, paddedWidth, channels); the same tensor if the margin is empty
   */
  public Tensor pad(Tensor picture) {
    return copy(picture, paddedHeight, paddedWidth);
  }

  /**
   * Cuts the margin off.
   *
   * @param padded (batch, paddedHeight, paddedWidth, channels)
   * @return (batch, height, width, channels); the same tensor if the margin is empty
   */
  public Tensor crop(Tensor padded) {
    return copy(padded, height, width);
  }

  /** Rows and columns from the origin, mirrored where they go beyond the end. */
  private static Tensor copy(Tensor from, int toHeight, int toWidth) {
    Shape shape = from.shape();
    if (shape.height() == toHeight && shape.width() == toWidth) {
      return from;
    }
    Tensor to = Tensor.zeros(shape.withSize(toHeight, toWidth));
    int channels = shape.channels();
    int at = 0;
    for (int n = 0; n < shape.batch(); n++) {
      for (int y = 0; y < toHeight; y++) {
        int row = (n * shape.height() + mirrored(y, shape.height())) * shape.width();
        for (int x = 0; x < toWidth; x++) {
          int source = (row + mirrored(x, shape.width())) * channels;
          System.arraycopy(from.data(), source, to.data(), at, channels);
          at += channels;
        }
      }
    }
    return to;
  }

  private static int mirrored(int index, int extent) {
    int inPeriod = index % (2 * (extent - 1));
    return Math.min(inPeriod, 2 * (extent - 1) - inPeriod);
  }
}
