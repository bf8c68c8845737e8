package dev.fude.painter.picture.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Pictures without transparency. They are laid on white by arithmetic: {@code Graphics2D} would
 * have to find a display first, and ends in an error where one is named that is gone.
 */
final class OpaqueImage {
  private static final int WHITE = 255;

  private OpaqueImage() {}

  /** The picture itself if it is sRGB of 8 bits without alpha, else a copy laid on white. */
  static BufferedImage of(BufferedImage image) throws IOException {
    boolean bytes = image.getType() == BufferedImage.TYPE_3BYTE_BGR;
    if (image.getType() == BufferedImage.TYPE_INT_RGB
        || bytes && image.getColorModel().getColorSpace().isCS_sRGB()) {
      return image;
    }
    int width = image.getWidth();
    BufferedImage opaque = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    PixelBands.of(
        image,
        (argb, from, rows) -> {
          for (int i = 0; i < argb.length; i++) {
            argb[i] = onWhite(argb[i]);
          }
          opaque.getRaster().setDataElements(0, from, width, rows, argb);
        });
    return opaque;
  }

  /** A pixel 0xAARRGGBB laid on white, rounded to the nearest level. */
  static int onWhite(int argb) {
    int alpha = argb >>> 24;
    return laid(argb >> 16 & 0xFF, alpha) << 16
        | laid(argb >> 8 & 0xFF, alpha) << 8
        | laid(argb & 0xFF, alpha);
  }

  private static int laid(int level, int alpha) {
    return (level * alpha + WHITE * (255 - alpha) + 127) / 255;
  }
}
