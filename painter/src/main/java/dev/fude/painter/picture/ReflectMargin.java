package dev.fude.painter.picture;

import dev.fude.model.PictureSides;

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
  private final int scale; // sides of the result for each side of the picture

  private ReflectMargin(int width, int height, PictureSides sides) {
    this.width = width;
    this.height = height;
    this.paddedWidth = sides.fitting(width);
    this.paddedHeight = sides.fitting(height);
    this.scale = sides.scale();
  }

  /**
   * The smallest margin with which both sides fit.
   *
   * @param width columns of the picture
   * @param height rows of the picture
   * @param sides which sides the network takes
   * @return the margin; empty if the picture fits as it is
   * @throws InvalidImageException if a side is below 2: one pixel has no neighbour to mirror
   */
  public static ReflectMargin around(int width, int height, PictureSides sides) {
    if (width < 2 || height < 2) {
      throw new InvalidImageException(
          String.format(
              "A picture of %d x %d pixels is too small; its sides must be at least 2.",
              width, height));
    }
    return new ReflectMargin(width, height, sides);
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
   * @param levels (height, width, 3)
   * @return (paddedHeight, paddedWidth, 3); the same array if the margin is empty
   * @throws IllegalArgumentException if there are more or fewer levels
   */
  public byte[] pad(byte[] levels) {
    return copy(levels, height, width, paddedHeight, paddedWidth);
  }

  /**
   * Cuts the margin off a result, whose sides are {@code scale} times those of the picture.
   *
   * @param padded (scale * paddedHeight, scale * paddedWidth, 3)
   * @return (scale * height, scale * width, 3); the same array if the margin is empty
   * @throws IllegalArgumentException if there are more or fewer levels
   */
  public byte[] crop(byte[] padded) {
    return copy(padded, scale * paddedHeight, scale * paddedWidth, scale * height, scale * width);
  }

  /** Rows and columns from the origin, mirrored where they go beyond the end. */
  private static byte[] copy(byte[] from, int height, int width, int toHeight, int toWidth) {
    PixelLevels.requireSize(from, width, height);
    if (height == toHeight && width == toWidth) {
      return from;
    }
    int channels = PixelLevels.CHANNELS;
    byte[] to = new byte[Math.multiplyExact(toHeight * toWidth, channels)];
    int at = 0;
    for (int y = 0; y < toHeight; y++) {
      int row = mirrored(y, height) * width;
      for (int x = 0; x < toWidth; x++) {
        System.arraycopy(from, (row + mirrored(x, width)) * channels, to, at, channels);
        at += channels;
      }
    }
    return to;
  }

  private static int mirrored(int index, int extent) {
    int inPeriod = index % (2 * (extent - 1));
    return Math.min(inPeriod, 2 * (extent - 1) - inPeriod);
  }
}
