package dev.fude.painter.picture.decode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A TIFF. The JDK's decoder takes colours that were luma and chroma, and inks, for light itself,
 * which would brighten them (205 becomes 232); here they are what they are in every other format.
 */
final class TiffPicture extends EncodedPicture {
  TiffPicture(ImageReader decoder, ImageInputStream pixels) throws IOException {
    super(decoder, pixels);
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    BufferedImage image = super.decodeWith(reader);
    ColorModel model = image.getColorModel();
    if (!(model instanceof ComponentColorModel)) {
      return image;
    }
    int type = model.getColorSpace().getType();
    if (type == ColorSpace.TYPE_CMYK) {
      return labelled(image, new PlainInks());
    }
    return type == ColorSpace.TYPE_RGB && !model.getColorSpace().isCS_sRGB()
        ? labelled(image, ColorSpace.getInstance(ColorSpace.CS_sRGB))
        : image;
  }

  private static BufferedImage labelled(BufferedImage image, ColorSpace space) {
    ColorModel model = image.getColorModel();
    ColorModel other =
        new ComponentColorModel(
            space,
            model.hasAlpha(),
            model.isAlphaPremultiplied(),
            model.getTransparency(),
            model.getTransferType());
    return new BufferedImage(other, image.getRaster(), model.isAlphaPremultiplied(), null);
  }
}
