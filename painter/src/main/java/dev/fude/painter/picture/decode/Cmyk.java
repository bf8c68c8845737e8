package dev.fude.painter.picture.decode;

import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Amounts of ink: cyan, magenta, yellow and black. */
final class Cmyk {
  static final int INKS = 4;

  private Cmyk() {}

  /**
   * An image of inks, 255 for all of one.
   *
   * <p>A JPEG has 255 for none of an ink, as Adobe's programs began to store it. Its segment of
   * Adobe's says how three of the channels are meant and nothing of this: files without one are
   * meant likewise, and the programs that people look at pictures with turn round both.
   *
   * @param levels (height, width, 4) as a JPEG stores them
   * @param ycck whether three of them are luma and chroma of the colours that the inks leave
   */
  static BufferedImage image(Raster levels, boolean ycck) {
    int width = levels.getWidth();
    WritableRaster inks =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, levels.getHeight(), INKS, null);
    int[] row = new int[width * INKS];
    for (int y = 0; y < levels.getHeight(); y++) {
      levels.getPixels(levels.getMinX(), levels.getMinY() + y, width, 1, row);
      if (ycck) {
        toCmyk(row);
      }
      invert(row);
      inks.setPixels(0, y, width, 1, row);
    }
    ComponentColorModel model =
        new ComponentColorModel(
            new PlainInks(), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, inks, false, null);
  }

  /** Source: ITU-T T.871, clause 7, for the colours; T.872, 6.5.3, for the inks. */
  private static void toCmyk(int[] row) {
    for (int i = 0; i < row.length; i += INKS) {
      double luma = row[i];
      double blue = row[i + 1] - 128;
      double red = row[i + 2] - 128;
      row[i] = 255 - level(luma + 1.402 * red);
      row[i + 1] = 255 - level(luma - 0.344136 * blue - 0.714136 * red);
      row[i + 2] = 255 - level(luma + 1.772 * blue);
    }
  }

  private static int level(double value) {
    return (int) Math.round(Math.min(255, Math.max(0, value)));
  }

  private static void invert(int[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = 255 - row[i];
    }
  }
}
