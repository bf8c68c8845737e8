package dev.fude.painter.picture.colour;

import dev.fude.core.Count;
import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** The levels of an image with another colour space than the decoder gave it. */
final class ProfiledImage {
  private static final int RGB = 3;

  private ProfiledImage() {}

  /** Whether all colours are greys, by type or by palette. */
  static boolean isGrey(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return isGrey(palette);
    }
    return image.getColorModel().getNumColorComponents() == 1;
  }

  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * States the colour space of a profile.
   *
   * @param image of grey, RGB or CMYK, or with a palette
   * @param icc a profile for as many channels; for greys one for RGB will do
   * @return the same levels; the image itself if they are sRGB within a level
   * @throws IllegalArgumentException if the profile does not fit the image, or gives no colours
   */
  static BufferedImage of(BufferedImage image, byte[] icc) {
    ICC_ColorSpace space = space(icc);
    requireFit(image, space.getNumComponents());
    if (changesNothing(space)) {
      return image;
    }
    boolean asStored = hasLevelsOf(image.getColorModel(), space.getNumComponents());
    WritableRaster levels =
        asStored ? image.getRaster() : interleaved(image, space.getNumComponents());
    ColorModel model =
        new ComponentColorModel(
            space,
            image.getColorModel().hasAlpha(),
            asStored && image.isAlphaPremultiplied(),
            image.getColorModel().hasAlpha() ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            levels.getTransferType());
    return new BufferedImage(model, levels, model.isAlphaPremultiplied(), null);
  }

  private static ICC_ColorSpace space(byte[] icc) {
    try {
      return new ICC_ColorSpace(ICC_Profile.getInstance(icc));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is broken", e);
    }
  }

  private static void requireFit(BufferedImage image, int channels) {
    int colours = image.getColorModel().getNumColorComponents();
    boolean greyFits = isGrey(image) && (channels == 1 || channels == RGB);
    if (channels != colours && !greyFits) {
      throw new IllegalArgumentException(
          String.format(
              "it is for %s, and the picture has %d", Count.of(channels, "channel"), colours));
    }
  }

  private static boolean changesNothing(ICC_ColorSpace space) {
    try {
      return new SrgbConversion(space).changesNothing();
    } catch (CMMException | IllegalArgumentException e) {
      throw new IllegalArgumentException("it is broken", e);
    }
  }

  /** Whether the bands of a raster are levels as they were stored. */
  private static boolean hasLevelsOf(ColorModel model, int channels) {
    return model instanceof ComponentColorModel
        && model.getNumColorComponents() == channels
        && model.getComponentSize(0) == DataBuffer.getDataTypeSize(model.getTransferType());
  }

  /** The levels as 8 bits a channel, of a palette's colours or of packed ones. */
  private static WritableRaster interleaved(BufferedImage image, int channels) {
    int bands = channels + (image.getColorModel().hasAlpha() ? 1 : 0);
    int width = image.getWidth();
    int[] argb = PixelDecoder.argb(image);
    WritableRaster levels =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, image.getHeight(), bands, null);
    int[] row = new int[width * bands];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        unpack(argb[y * width + x], row, x * bands, bands, channels);
      }
      levels.setPixels(0, y, width, 1, row);
    }
    return levels;
  }

  private static void unpack(int argb, int[] row, int at, int bands, int channels) {
    for (int channel = 0; channel < channels; channel++) {
      row[at + channel] = argb >> (16 - 8 * channel) & 0xFF;
    }
    if (bands > channels) {
      row[at + channels] = argb >>> 24;
    }
  }
}
