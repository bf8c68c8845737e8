package dev.fude.painter.picture;

import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.LevelSource;
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
   * Adds the margin. The rows that it mirrors below the picture are copied at once: when they are
   * read, the picture may lie over its first rows already.
   *
   * @param picture (height, width, 3)
   * @return (paddedHeight, paddedWidth, 3), read from the picture; the same if the margin is empty
   */
  public LevelSource pad(LevelSource picture) {
    return paddedWidth == width && paddedHeight == height ? picture : mirrored(picture);
  }

  private LevelSource mirrored(LevelSource picture) {
    LevelSource below = rowsBelow(picture);
    return (y, x, columns, to, at) -> {
      LevelSource rows = y < height ? picture : below;
      int inside = Math.max(0, Math.min(columns, width - x));
      if (inside > 0) {
        rows.read(y, x, inside, to, at);
      }
      for (int i = inside; i < columns; i++) {
        rows.read(y, mirrored(x + i, width), 1, to, at + i * PixelRows.CHANNELS);
      }
    };
  }

  private LevelSource rowsBelow(LevelSource picture) {
    byte[][] copies = new byte[paddedHeight - height][width * PixelRows.CHANNELS];
    for (int i = 0; i < copies.length; i++) {
      picture.read(mirrored(height + i, height), 0, width, copies[i], 0);
    }
    return (y, x, columns, to, at) ->
        System.arraycopy(
            copies[y - height], x * PixelRows.CHANNELS, to, at, columns * PixelRows.CHANNELS);
  }

  /**
   * Cuts the margin off a result, whose sides are {@code scale} times those of the picture.
   *
   * @param result takes (scale * height, scale * width, 3)
   * @return takes (scale * paddedHeight, scale * paddedWidth, 3); the same if the margin is empty
   */
  public LevelSink crop(LevelSink result) {
    return paddedWidth == width && paddedHeight == height ? result : cropped(result);
  }

  private LevelSink cropped(LevelSink result) {
    return (y, x, columns, from, at) -> {
      int inside = Math.min(columns, scale * width - x);
      if (y < scale * height && inside > 0) {
        result.write(y, x, inside, from, at);
      }
    };
  }

  private static int mirrored(int index, int extent) {
    int inPeriod = index % (2 * (extent - 1));
    return Math.min(inPeriod, 2 * (extent - 1) - inPeriod);
  }
}
