package dev.fude.painter.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageTypeSpecifier;

/**
 * What a photograph's pixels take of the heap, told before it is decoded.
 *
 * @param decodingBytes until the photograph is upright and as the network reads it, at most
 * @param bytesPerPixel from then on, of the whole photograph at its own size
 */
public record PixelMemory(long decodingBytes, int bytesPerPixel) {
  /** An image that a program holds, whose copy is painted over. */
  static final PixelMemory OF_AN_IMAGE = new PixelMemory(0, Integer.BYTES);

  /** Decoded so, pixels stay where they are. */
  private static final Set<Integer> PLAIN_TYPES =
      Set.of(
          BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_4BYTE_ABGR,
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB);

  private static final int RGB = 3;
  private static final int RGB_ALPHA = 4;
  private static final int INKS = 4;

  /**
   * An upright photograph of 8 bits a channel from a file, such as most are.
   *
   * @param width its columns
   * @param height its rows
   * @return what it takes
   */
  public static PixelMemory usual(int width, int height) {
    return new PixelMemory((long) RGB * width * height, RGB);
  }

  /**
   * A photograph from a file.
   *
   * @param type how its decoder lays pixels; empty if that makes no image of them, which is so for
   *     inks: they are held as they are stored, and as amounts
   */
  static PixelMemory of(PictureInfo info, Optional<ImageTypeSpecifier> type) {
    long pixels = (long) info.width() * info.height();
    int decoded = type.map(PixelMemory::bytesOfOne).orElse(2 * INKS);
    boolean plain =
        type.filter(one -> PLAIN_TYPES.contains(one.getBufferedImageType())).isPresent();
    if (plain && info.orientation() == Orientation.UPRIGHT) {
      return new PixelMemory(pixels * decoded, decoded);
    }
    int copied = type.filter(one -> one.getColorModel().hasAlpha()).isPresent() ? RGB_ALPHA : RGB;
    return new PixelMemory(pixels * (decoded + copied), copied);
  }

  /**
   * The same while something else is held.
   *
   * @param bytes the photograph's file, which decoders go back and forth in, and what they make
   *     beside the image
   */
  PixelMemory beside(long bytes) {
    return new PixelMemory(decodingBytes + bytes, bytesPerPixel);
  }

  private static int bytesOfOne(ImageTypeSpecifier type) {
    DataBuffer one = type.getSampleModel(1, 1).createDataBuffer();
    return one.getSize() * DataBuffer.getDataTypeSize(one.getDataType()) / Byte.SIZE;
  }
}
