package dev.fude.painter.picture;

import dev.fude.painter.picture.colour.PixelDecoder;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Pixels of 8 bits a channel in sRGB, in memory of one known layout. Immutable, except that its
 * array is shared within this package, and with what {@link #toImage} gives.
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
   * The pixels as an image.
   *
   * @return {@code TYPE_INT_ARGB} if pixels may be transparent, else {@code TYPE_INT_RGB}; the
   *     pixels are not copied
   */
  public BufferedImage toImage() {
    DirectColorModel model =
        alpha
            ? (DirectColorModel) ColorModel.getRGBdefault()
            : new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);
    DataBufferInt pixels = new DataBufferInt(argb, argb.length);
    WritableRaster raster =
        Raster.createPackedRaster(pixels, width, height, width, model.getMasks(), null);
    return new BufferedImage(model, raster, false, null);
  }
}
