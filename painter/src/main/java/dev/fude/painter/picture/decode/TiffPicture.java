package dev.fude.painter.picture.decode;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A TIFF. The JDK's decoder takes colours that were luma and chroma, and inks, for light itself,
 * which would brighten them (205 becomes 232), every sample beside the colours for alpha, or for a
 * colour, and more; here they are what the file says.
 */
final class TiffPicture extends EncodedPicture {
  private final TiffSamples samples;

  TiffPicture(ImageReader decoder, ImageInputStream pixels, TiffSamples samples)
      throws IOException {
    super(decoder, pixels);
    this.samples = samples;
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    BufferedImage image = super.decodeWith(reader);
    ColorModel model = image.getColorModel();
    if (!samples.arePlain()) {
      return ofOtherNumbers(image.getRaster());
    }
    if (samples.areInks() && image.getRaster().getNumBands() >= Cmyk.INKS) {
      return ofInks(image.getRaster());
    }
    if (samples.areIndicesBesideOthers()) {
      int[] seen = samples.seen();
      return samples.palette().of(image.getRaster(), seen.length > 1 ? seen[1] : -1);
    }
    if (!(model instanceof ComponentColorModel)) {
      return samples.palette().of(image);
    }
    if (samples.areMistaken() && samples.colours() > 0) {
      return ofSeen(image.getRaster());
    }
    boolean relabelled =
        model.getColorSpace().getType() == ColorSpace.TYPE_RGB
            && !model.getColorSpace().isCS_sRGB();
    return relabelled ? asSrgb(image) : image;
  }

  private BufferedImage ofOtherNumbers(WritableRaster stored) throws IOException {
    TiffLevels levels = new TiffLevels(samples, stored);
    BufferedImage image = image(levels.read(), samples.haveAlpha(), false);
    if (levels.areCutOff()) {
      notice("some of its levels are above 1, which is white; they are cut off.");
    }
    return image;
  }

  /**
   * The decoder takes inks of 16 bits, or with alpha, for other things; what is stored is right.
   */
  private BufferedImage ofInks(WritableRaster levels) {
    WritableRaster four = bands(levels, new int[] {0, 1, 2, 3});
    if (samples.areOfJpeg()) {
      invert(four);
    }
    return image(four, false, false);
  }

  private BufferedImage ofSeen(WritableRaster levels) {
    int[] seen = samples.seen();
    if (samples.haveInvertedAlpha()) {
      invert(bands(levels, new int[] {seen[seen.length - 1]}));
    }
    return image(bands(levels, seen), samples.haveAlpha(), samples.areMultipliedByAlpha());
  }

  private static WritableRaster bands(WritableRaster levels, int[] bands) {
    return levels.createWritableChild(0, 0, levels.getWidth(), levels.getHeight(), 0, 0, bands);
  }

  private BufferedImage image(WritableRaster levels, boolean alpha, boolean multiplied) {
    ColorSpace space =
        switch (samples.colours()) {
          case 1 -> ColorSpace.getInstance(ColorSpace.CS_GRAY);
          case Cmyk.INKS -> new PlainInks();
          default -> ColorSpace.getInstance(ColorSpace.CS_sRGB);
        };
    ColorModel model =
        new ComponentColorModel(
            space,
            alpha,
            multiplied,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            levels.getTransferType());
    return new BufferedImage(model, levels, multiplied, null);
  }

  private static void invert(WritableRaster levels) {
    int most = (1 << DataBuffer.getDataTypeSize(levels.getTransferType())) - 1;
    int[] row = new int[levels.getWidth() * levels.getNumBands()];
    for (int y = 0; y < levels.getHeight(); y++) {
      levels.getPixels(0, y, levels.getWidth(), 1, row);
      for (int i = 0; i < row.length; i++) {
        row[i] = most - row[i];
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
