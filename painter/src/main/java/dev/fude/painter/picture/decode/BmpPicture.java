package dev.fude.painter.picture.decode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A BMP. Where its alpha is zero everywhere, it was never meant: programs that know no transparency
 * leave the fourth byte empty.
 */
final class BmpPicture extends EncodedPicture {
  BmpPicture(ImageReader decoder, ImageInputStream pixels) throws IOException {
    super(decoder, pixels);
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    BufferedImage image = super.decodeWith(reader);
    return image.getColorModel().hasAlpha() && isInvisible(image) ? opaque(image) : image;
  }

  private static boolean isInvisible(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int argb : row) {
        if (argb >>> 24 != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage rgb =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      rgb.getRaster().setDataElements(0, y, row.length, 1, row);
    }
    return rgb;
  }
}
