package dev.fude.painter.picture.decode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A BMP. Where its alpha is zero everywhere, it was never meant: programs that know no transparency
 * leave the fourth byte empty.
 */
final class BmpPicture extends EncodedPicture {
  private final int alphaMask;

  /**
   * A picture.
   *
   * @param alphaMask which bits of a pixel of 16 are alpha; 0 if none are or it has other pixels
   */
  BmpPicture(ImageReader decoder, ImageInputStream pixels, int alphaMask) throws IOException {
    super(decoder, pixels);
    this.alphaMask = alphaMask;
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    BufferedImage image = withAlpha(super.decodeWith(reader));
    return image.getColorModel().hasAlpha() && isInvisible(image) ? opaque(image) : image;
  }

  /** Pixels are kept as they are stored, so that their alpha is still there. */
  private BufferedImage withAlpha(BufferedImage image) {
    boolean stored =
        alphaMask != 0
            && image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT
            && image.getColorModel() instanceof DirectColorModel;
    if (!stored) {
      return image;
    }
    DirectColorModel opaque = (DirectColorModel) image.getColorModel();
    DirectColorModel model =
        new DirectColorModel(
            opaque.getColorSpace(),
            Short.SIZE,
            opaque.getRedMask(),
            opaque.getGreenMask(),
            opaque.getBlueMask(),
            alphaMask,
            false,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster =
        Raster.createPackedRaster(
            image.getRaster().getDataBuffer(),
            image.getWidth(),
            image.getHeight(),
            image.getWidth(),
            model.getMasks(),
            null);
    return new BufferedImage(model, raster, false, null);
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
