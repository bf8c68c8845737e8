package dev.fude.painter.picture.decode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;

/**
 * The colours that a TIFF's samples are numbers of. The JDK's decoder makes grey of numbers beside
 * which there is alpha, and black of colours that are stated by 8 of their 16 bits, as old programs
 * do. Source: TIFF 6.0, section 5.
 */
final class TiffPalette {
  static final int PHOTOMETRIC = 3;

  private static final int COLOUR_MAP = 320;
  private static final int MOST_BITS = 8;

  private final int[] rgb; // opaque; none if the file states too few

  /** Reads them: all reds, then all greens, then all blues. */
  TiffPalette(TiffDirectory directory, int bits) throws IOException {
    int count = bits <= MOST_BITS ? 1 << bits : 0;
    int[] levels = directory.shorts(COLOUR_MAP, 3 * count);
    if (levels.length < 3 * count) {
      rgb = new int[0];
      return;
    }
    boolean ofBytes = Arrays.stream(levels).allMatch(level -> level <= 0xFF);
    int shift = ofBytes ? 0 : Byte.SIZE;
    rgb = new int[count];
    for (int i = 0; i < count; i++) {
      int red = levels[i] >> shift;
      int green = levels[count + i] >> shift;
      rgb[i] = 0xFF << 24 | red << 16 | green << 8 | levels[2 * count + i] >> shift;
    }
  }

  boolean isEmpty() {
    return rgb.length == 0;
  }

  /** The colours of an image whose pixels are numbers of colours already. */
  BufferedImage of(BufferedImage image) {
    boolean itsOwn =
        image.getColorModel() instanceof IndexColorModel model && model.getMapSize() == rgb.length;
    if (!itsOwn) {
      return image;
    }
    int bits = image.getColorModel().getPixelSize();
    IndexColorModel model =
        new IndexColorModel(bits, rgb.length, rgb, 0, false, -1, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, image.getRaster(), false, null);
  }

  /**
   * The colours of samples.
   *
   * @param samples (height, width, samples of a pixel) of 8 bits, the first a number of a colour
   * @param alpha which sample is alpha; negative if none is
   */
  BufferedImage of(Raster samples, int alpha) {
    int width = samples.getWidth();
    int bands = samples.getNumBands();
    int type = alpha < 0 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    BufferedImage image = new BufferedImage(width, samples.getHeight(), type);
    WritableRaster raster = image.getRaster();
    int[] row = new int[width * bands];
    int[] argb = new int[width];
    for (int y = 0; y < samples.getHeight(); y++) {
      samples.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int opacity = alpha < 0 ? 0xFF : row[x * bands + alpha];
        argb[x] = rgb[row[x * bands]] & 0xFFFFFF | opacity << 24;
      }
      raster.setDataElements(0, y, width, 1, argb);
    }
    return image;
  }
}
