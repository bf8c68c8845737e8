package dev.fude.video.animation;

import dev.fude.painter.picture.Picture;
import dev.fude.video.Frame;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Frames as images, for the writers of pictures. */
public final class FramePictures {
  private static final int[] RED_GREEN_BLUE = {0, 1, 2};
  private static final ComponentColorModel SRGB =
      new ComponentColorModel(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          false,
          false,
          ComponentColorModel.OPAQUE,
          DataBuffer.TYPE_BYTE);

  private FramePictures() {}

  /**
   * A frame.
   *
   * @param frame its levels are not copied
   * @return an opaque image in sRGB
   */
  public static BufferedImage image(Frame frame) {
    return image(frame, Rectangle.of(frame));
  }

  /**
   * Part of a frame.
   *
   * @param frame its levels are not copied
   * @param part which pixels
   * @return an opaque image in sRGB
   */
  public static BufferedImage image(Frame frame, Rectangle part) {
    WritableRaster all =
        Raster.createInterleavedRaster(
            new DataBufferByte(frame.levels(), frame.levels().length),
            frame.width(),
            frame.height(),
            Frame.CHANNELS * frame.width(),
            Frame.CHANNELS,
            RED_GREEN_BLUE,
            null);
    WritableRaster pixels =
        all.createWritableChild(part.x(), part.y(), part.width(), part.height(), 0, 0, null);
    return new BufferedImage(SRGB, pixels, false, null);
  }

  /**
   * The pixels of an image.
   *
   * @param image of any type and colour space
   * @return (height, width) in sRGB, 0xAARRGGBB, colours not multiplied by alpha; not the image's
   */
  public static int[] argb(BufferedImage image) {
    BufferedImage copy = Picture.of(image).toImage();
    return ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
  }
}
