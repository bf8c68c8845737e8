package dev.fude.painter.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * Brings images of every type to 0xAARRGGBB.
 *
 * <p>Samples of grey and sRGB images are taken as they are. {@link BufferedImage#getRGB} would not
 * do: it takes grey for a linear space and brightens it (128 becomes 188), and asks the colour
 * model for every pixel anew. It is left the types that are rare: indexed, packed, premultiplied,
 * other colour spaces.
 */
final class PixelDecoder {
  private static final int OPAQUE = 0xFF000000;

  private PixelDecoder() {}

  static int[] argb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = new int[Math.multiplyExact(width, height)];
    if (image.getType() == BufferedImage.TYPE_INT_ARGB
        || image.getType() == BufferedImage.TYPE_INT_RGB) {
      image.getRaster().getDataElements(0, 0, width, height, argb);
      makeOpaqueUnlessAlpha(image, argb);
    } else if (hasPlainSamples(image.getColorModel())) {
      fromSamples(image, argb);
    } else {
      image.getRGB(0, 0, width, height, argb, 0, width);
    }
    return argb;
  }

  private static void makeOpaqueUnlessAlpha(BufferedImage image, int[] argb) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      for (int i = 0; i < argb.length; i++) {
        argb[i] |= OPAQUE;
      }
    }
  }

  /** Whether a raster's bands are grey or sRGB, as whole numbers, not multiplied by alpha. */
  private static boolean hasPlainSamples(ColorModel model) {
    boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    boolean whole =
        model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT;
    return model instanceof ComponentColorModel
        && whole
        && (grey || model.getColorSpace().isCS_sRGB())
        && !(model.hasAlpha() && model.isAlphaPremultiplied());
  }

  private static void fromSamples(BufferedImage image, int[] argb) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int bands = raster.getNumBands();
    int bits = image.getColorModel().getComponentSize(0);
    int[] samples = new int[width * bands]; // (width, bands)
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      toEightBits(samples, bits);
      packRow(samples, bands, argb, y * width);
    }
  }

  private static void toEightBits(int[] samples, int bits) {
    int max = (1 << bits) - 1;
    if (max != 255) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (samples[i] * 255 + max / 2) / max;
      }
    }
  }

  /** One row of grey, grey and alpha, RGB, or RGB and alpha. */
  private static void packRow(int[] samples, int bands, int[] argb, int start) {
    int second = bands >= 3 ? 1 : 0;
    int third = bands >= 3 ? 2 : 0;
    boolean alpha = bands == 2 || bands == 4;
    for (int x = 0; x < samples.length / bands; x++) {
      int at = x * bands;
      argb[start + x] =
          (alpha ? samples[at + bands - 1] << 24 : OPAQUE)
              | samples[at] << 16
              | samples[at + second] << 8
              | samples[at + third];
    }
  }
}
