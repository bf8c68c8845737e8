package dev.fude.painter.picture;

import dev.fude.painter.picture.colour.PixelDecoder;
import java.awt.image.BufferedImage;

/**
 * Pixels of 8 bits a channel in sRGB, in memory of one known layout. Immutable, except that its
 * array is shared within this package.
 */
public final class Picture {
  private final int width;
  private final int height;
  private final boolean alpha;
  private final int[] argb; // (height, width), 0xAARRGGBB, colours not multiplied by alpha

  Picture(int width, int height, boolean alpha, int[] argb) {
    this.width = width;
    this.height = height;
    this.alpha = alpha;
    this.argb = argb;
  }

  /**
   * The pixels of an image of any type: grey, indexed, with premultiplied colours, of 16 bits.
   *
   * @param image the image
   * @return its pixels, rounded to 8 bits, colours divided by alpha where they were multiplied
   */
  public static Picture of(BufferedImage image) {
    return new Picture(
        image.getWidth(),
        image.getHeight(),
        image.getColorModel().hasAlpha(),
        PixelDecoder.argb(image));
  }

  /**
   * Columns.
   *
   * @return at least 1
   */
  public int width() {
    return width;
  }

  /**
   * Rows.
   *
   * @return at least 1
   */
  public int height() {
    return height;
  }

  /**
   * Whether pixels may be transparent.
   *
   * @return false if every pixel is opaque by type
   */
  public boolean hasAlpha() {
    return alpha;
  }

  /** The pixels, row by row, 0xAARRGGBB; not a copy. */
  int[] argb() {
    return argb;
  }

  /**
   * These colours with the transparency of another picture of the same size.
   *
   * @param other where alpha is taken from
   * @return this if the other is opaque
   * @throws IllegalArgumentException if the sizes differ
   */
  public Picture withAlphaOf(Picture other) {
    requireSameSize(other);
    if (!other.alpha) {
      return this;
    }
    int[] merged = new int[argb.length];
    for (int i = 0; i < merged.length; i++) {
      merged[i] = (other.argb[i] & 0xFF000000) | (argb[i] & 0x00FFFFFF);
    }
    return new Picture(width, height, true, merged);
  }

  /**
   * The pixels as an image.
   *
   * @return a fresh {@code TYPE_INT_ARGB} if pixels may be transparent, else {@code TYPE_INT_RGB}
   */
  public BufferedImage toImage() {
    int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height, type);
    image.getRaster().setDataElements(0, 0, width, height, argb);
    return image;
  }

  void requireSameSize(Picture other) {
    if (width != other.width || height != other.height) {
      throw new IllegalArgumentException(
          String.format(
              "Pictures of %d x %d and %d x %d pixels do not match.",
              width, height, other.width, other.height));
    }
  }
}
