package dev.fude.painter.picture.colour;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** From the levels of a profile to those of sRGB, for many pixels at once. */
final class SrgbConversion {
  private static final int CHANNELS = 3;
  private static final int PROBES = 9;

  private final int channels;
  private final ColorConvertOp conversion;

  SrgbConversion(ICC_ColorSpace space) {
    channels = space.getNumComponents();
    ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    conversion = new ColorConvertOp(new ICC_Profile[] {space.getProfile(), srgb}, null);
  }

  /**
   * Converts pixels.
   *
   * @param levels (height, width, channels of the profile), of 8 or 16 bits, without alpha
   * @return (height, width, 3) of 8 bits
   */
  WritableRaster convert(Raster levels) {
    WritableRaster rgb =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, levels.getWidth(), levels.getHeight(), CHANNELS, null);
    return conversion.filter(levels, rgb);
  }

  /**
   * Whether the levels of the profile are those of sRGB, but for rounding.
   *
   * @throws IllegalArgumentException if all of them are one colour
   */
  boolean changesNothing() {
    if (channels != CHANNELS && channels != 1) {
      return false;
    }
    WritableRaster probes = channels == 1 ? greys() : colours();
    WritableRaster converted = convert(probes);
    int[] given = probes.getPixels(0, 0, probes.getWidth(), 1, (int[]) null);
    int[] got = converted.getPixels(0, 0, probes.getWidth(), 1, (int[]) null);
    requireDifference(got);
    for (int i = 0; i < got.length; i++) {
      if (Math.abs(got[i] - given[channels == 1 ? i / CHANNELS : i]) > 1) {
        return false;
      }
    }
    return true;
  }

  private static void requireDifference(int[] rgb) {
    for (int i = CHANNELS; i < rgb.length; i++) {
      if (rgb[i] != rgb[i - CHANNELS]) {
        return;
      }
    }
    throw new IllegalArgumentException("it makes one colour of all");
  }

  private static WritableRaster greys() {
    WritableRaster greys = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 256, 1, 1, null);
    for (int level = 0; level < 256; level++) {
      greys.setSample(level, 0, 0, level);
    }
    return greys;
  }

  private static WritableRaster colours() {
    int count = PROBES * PROBES * PROBES;
    WritableRaster colours =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, count, 1, CHANNELS, null);
    for (int i = 0; i < count; i++) {
      colours.setSample(i, 0, 0, i / (PROBES * PROBES) * 255 / (PROBES - 1));
      colours.setSample(i, 0, 1, i / PROBES % PROBES * 255 / (PROBES - 1));
      colours.setSample(i, 0, 2, i % PROBES * 255 / (PROBES - 1));
    }
    return colours;
  }
}
