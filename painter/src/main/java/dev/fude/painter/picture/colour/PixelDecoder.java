package dev.fude.painter.picture.colour;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Brings images of every type to 0xAARRGGBB.
 *
 * <p>Samples of grey and sRGB images are taken as they are, and those of a profile are converted
 * many at once. {@link BufferedImage#getRGB} would not do: it takes grey for a linear space and
 * brightens it (128 becomes 188), and asks the colour model for every pixel anew. It is left the
 * types that are rare: indexed and packed ones.
 */
public final class PixelDecoder {
  private static final int OPAQUE = 0xFF000000;
  private static final int ROWS_AT_ONCE = 64;
  private static final int RGB = 3;

  private PixelDecoder() {}

  /**
   * The pixels of an image.
   *
   * @param image of any type and colour space
   * @return (height, width) in sRGB, 0xAARRGGBB, colours not multiplied by alpha
   */
  public static int[] argb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = new int[Math.multiplyExact(width, height)];
    if (image.getType() == BufferedImage.TYPE_INT_ARGB
        || image.getType() == BufferedImage.TYPE_INT_RGB) {
      image.getRaster().getDataElements(0, 0, width, height, argb);
      makeOpaqueUnlessAlpha(image, argb);
    } else if (hasPlainSamples(image.getColorModel())) {
      fromSamples(image, argb);
    } else if (hasProfile(image.getColorModel())) {
      fromProfile(image, argb);
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

  /** Whether a raster's bands are grey or sRGB, as whole numbers. */
  private static boolean hasPlainSamples(ColorModel model) {
    ColorSpace space = model.getColorSpace();
    return isOfWholeNumbers(model)
        && (space.isCS_sRGB() || space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY)));
  }

  /** Whether a raster's bands are levels of a profile that can be converted many at once. */
  private static boolean hasProfile(ColorModel model) {
    return isOfWholeNumbers(model)
        && model.getColorSpace() instanceof ICC_ColorSpace
        && model.getComponentSize(0) == DataBuffer.getDataTypeSize(model.getTransferType());
  }

  private static boolean isOfWholeNumbers(ColorModel model) {
    return model instanceof ComponentColorModel
        && (model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT);
  }

  /** A few rows at once, so that the converted levels are never a whole picture. */
  private static void fromProfile(BufferedImage image, int[] argb) {
    ColorModel model = image.getColorModel();
    SrgbConversion conversion = new SrgbConversion((ICC_ColorSpace) model.getColorSpace());
    for (int y = 0; y < image.getHeight(); y += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, image.getHeight() - y);
      WritableRaster levels = undivided(image, y, rows);
      convert(levels, model.getNumColorComponents(), conversion, argb, y * image.getWidth());
      if (model.hasAlpha()) {
        mergeAlpha(levels, model, argb, y * image.getWidth());
      }
    }
  }

  /** Some rows of an image, whose colours are divided by alpha if they were multiplied by it. */
  private static WritableRaster undivided(BufferedImage image, int y, int rows) {
    WritableRaster raster = image.getRaster();
    int width = image.getWidth();
    if (!image.isAlphaPremultiplied()) {
      return raster.createWritableChild(0, y, width, rows, 0, 0, null);
    }
    WritableRaster copy = raster.createCompatibleWritableRaster(width, rows);
    copy.setRect(raster.createChild(0, y, width, rows, 0, 0, null));
    image.getColorModel().coerceData(copy, false);
    return copy;
  }

  private static void convert(
      Raster levels, int colours, SrgbConversion conversion, int[] argb, int start) {
    int width = levels.getWidth();
    Raster rgb = conversion.convert(withoutAlpha(levels, colours));
    int[] row = new int[width * RGB];
    for (int y = 0; y < levels.getHeight(); y++) {
      rgb.getPixels(0, y, width, 1, row);
      packRow(row, RGB, argb, start + y * width);
    }
  }

  /** The conversion refuses a raster of which some bands are left out: they are copied. */
  private static Raster withoutAlpha(Raster levels, int colours) {
    int width = levels.getWidth();
    int height = levels.getHeight();
    WritableRaster copy =
        Raster.createInterleavedRaster(levels.getTransferType(), width, height, colours, null);
    int[] samples = new int[width * height];
    for (int band = 0; band < colours; band++) {
      copy.setSamples(
          0, 0, width, height, band, levels.getSamples(0, 0, width, height, band, samples));
    }
    return copy;
  }

  private static void mergeAlpha(Raster levels, ColorModel model, int[] argb, int start) {
    int width = levels.getWidth();
    int alphaBand = model.getNumColorComponents();
    int[] row = new int[width];
    for (int y = 0; y < levels.getHeight(); y++) {
      levels.getSamples(0, y, width, 1, alphaBand, row);
      toEightBits(row, model.getComponentSize(alphaBand));
      for (int x = 0; x < width; x++) {
        int at = start + y * width + x;
        argb[at] = row[x] << 24 | argb[at] & ~OPAQUE;
      }
    }
  }

  private static void fromSamples(BufferedImage image, int[] argb) {
    int width = image.getWidth();
    int bands = image.getRaster().getNumBands();
    int bits = image.getColorModel().getComponentSize(0);
    int[] samples = new int[width * bands]; // (width, bands)
    for (int y = 0; y < image.getHeight(); y++) {
      undivided(image, y, 1).getPixels(0, 0, width, 1, samples);
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
