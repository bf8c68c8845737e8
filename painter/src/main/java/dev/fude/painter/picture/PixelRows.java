package dev.fude.painter.picture;

import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.LevelSource;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.PixelInterleavedSampleModel;

/**
 * Pixels where they lie, as the network takes and gives them: levels of red, green and blue, row by
 * row. Alpha is left as it is.
 *
 * <p>The network has read a row of a photograph for the last time before it writes that row of its
 * picture. Both may therefore be the same rows, so that of a huge picture there is never a second
 * one.
 */
public interface PixelRows extends LevelSource, LevelSink {
  /** Red, green and blue. */
  int CHANNELS = 3;

  /**
   * Columns.
   *
   * @return at least 1
   */
  int width();

  /**
   * Rows.
   *
   * @return at least 1
   */
  int height();

  /**
   * The pixels of an image.
   *
   * @param image as {@link WorkingImage} gives it
   * @return its pixels; what is written is written into the image
   */
  static PixelRows of(BufferedImage image) {
    if (image.getRaster().getDataBuffer() instanceof DataBufferInt pixels) {
      return new OfInts(pixels.getData(), image.getWidth(), image.getHeight());
    }
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    PixelInterleavedSampleModel model =
        (PixelInterleavedSampleModel) image.getRaster().getSampleModel();
    int[] offsets = model.getBandOffsets();
    return new OfBytes(
        bytes,
        image.getWidth(),
        image.getHeight(),
        model.getPixelStride(),
        offsets[0],
        offsets[1],
        offsets[2]);
  }

  /**
   * Levels that a program has.
   *
   * @param levels (height, width, 3), red first; not copied
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @return the pixels
   * @throws IllegalArgumentException if there are more or fewer levels
   */
  static PixelRows ofLevels(byte[] levels, int width, int height) {
    if (levels.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          String.format(
              "%d levels do not fill a picture of %d x %d pixels.", levels.length, width, height));
    }
    return new OfBytes(levels, width, height, CHANNELS, 0, 1, 2);
  }

  /**
   * A byte for each level.
   *
   * @param bytes (height, width, pixelBytes)
   * @param pixelBytes bytes of a pixel
   * @param red which of them is red
   * @param green which of them is green
   * @param blue which of them is blue
   */
  record OfBytes(byte[] bytes, int width, int height, int pixelBytes, int red, int green, int blue)
      implements PixelRows {
    @Override
    public void read(int y, int x, int columns, byte[] to, int at) {
      int from = (y * width + x) * pixelBytes;
      for (int target = at; target < at + columns * CHANNELS; target += CHANNELS) {
        to[target] = bytes[from + red];
        to[target + 1] = bytes[from + green];
        to[target + 2] = bytes[from + blue];
        from += pixelBytes;
      }
    }

    @Override
    public void write(int y, int x, int columns, byte[] from, int at) {
      int to = (y * width + x) * pixelBytes;
      for (int source = at; source < at + columns * CHANNELS; source += CHANNELS) {
        bytes[to + red] = from[source];
        bytes[to + green] = from[source + 1];
        bytes[to + blue] = from[source + 2];
        to += pixelBytes;
      }
    }
  }

  /**
   * A number for each pixel.
   *
   * @param argb (height, width), 0xAARRGGBB
   */
  record OfInts(int[] argb, int width, int height) implements PixelRows {
    @Override
    public void read(int y, int x, int columns, byte[] to, int at) {
      int target = at;
      int start = y * width + x;
      for (int i = start; i < start + columns; i++) {
        to[target++] = (byte) (argb[i] >> 16);
        to[target++] = (byte) (argb[i] >> 8);
        to[target++] = (byte) argb[i];
      }
    }

    @Override
    public void write(int y, int x, int columns, byte[] from, int at) {
      int source = at;
      int start = y * width + x;
      for (int i = start; i < start + columns; i++) {
        int red = from[source++] & 0xFF;
        int green = from[source++] & 0xFF;
        int blue = from[source++] & 0xFF;
        argb[i] = argb[i] & 0xFF000000 | red << 16 | green << 8 | blue;
      }
    }
  }
}
