package dev.fude.painter.picture.decode;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A TIFF. The JDK's decoder takes colours that were luma and chroma, and inks, for light itself,
 * which would brighten them (205 becomes 232); here they are what they are in every other format.
 */
final class TiffPicture extends EncodedPicture {
  private final boolean inks;
  private final boolean jpeg;

  /**
   * A picture.
   *
   * @param inks whether its channels are inks, whatever the decoder takes them for
   * @param jpeg whether its pixels are packed as JPEG
   */
  TiffPicture(ImageReader decoder, ImageInputStream pixels, boolean inks, boolean jpeg)
      throws IOException {
    super(decoder, pixels);
    this.inks = inks;
    this.jpeg = jpeg;
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    BufferedImage image = super.decodeWith(reader);
    ColorModel model = image.getColorModel();
    if (inks && image.getRaster().getNumBands() >= Cmyk.INKS) {
      return ofInks(image.getRaster(), jpeg);
    }
    boolean relabelled =
        model instanceof ComponentColorModel
            && model.getColorSpace().getType() == ColorSpace.TYPE_RGB
            && !model.getColorSpace().isCS_sRGB();
    return relabelled ? asSrgb(image) : image;
  }

  /**
   * The decoder takes inks of 16 bits, or with alpha, for other things; what is stored is right.
   */
  private static BufferedImage ofInks(WritableRaster levels, boolean inverted) {
    WritableRaster four =
        levels.createWritableChild(
            0, 0, levels.getWidth(), levels.getHeight(), 0, 0, new int[] {0, 1, 2, 3});
    if (inverted) {
      invert(four);
    }
    ColorModel model =
        new ComponentColorModel(
            new PlainInks(), false, false, Transparency.OPAQUE, four.getTransferType());
    return new BufferedImage(model, four, false, null);
  }

  private static void invert(WritableRaster levels) {
    int[] row = new int[levels.getWidth() * levels.getNumBands()];
    for (int y = 0; y < levels.getHeight(); y++) {
      levels.getPixels(0, y, levels.getWidth(), 1, row);
      for (int i = 0; i < row.length; i++) {
        row[i] = 255 - row[i];
      }
      levels.setPixels(0, y, levels.getWidth(), 1, row);
    }
  }

  private static BufferedImage asSrgb(BufferedImage image) {
    ColorModel model = image.getColorModel();
    ColorModel srgb =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            model.hasAlpha(),
            model.isAlphaPremultiplied(),
            model.getTransparency(),
            model.getTransferType());
    return new BufferedImage(srgb, image.getRaster(), model.isAlphaPremultiplied(), null);
  }
}
