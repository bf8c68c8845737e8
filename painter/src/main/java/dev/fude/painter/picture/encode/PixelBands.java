package dev.fude.painter.picture.encode;

import dev.fude.painter.picture.colour.PixelDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Goes over a picture's rows, some at a time, so that no second picture has to stand in memory. */
final class PixelBands {
  private static final int PIXELS = 1 << 16;

  private PixelBands() {}

  /** Takes some rows. */
  interface Sink {
    /**
     * Takes the next rows.
     *
     * @param argb (rows, width), 0xAARRGGBB, colours not multiplied by alpha
     * @param from the first row's number
     * @param rows how many there are
     * @throws IOException if they cannot be passed on
     */
    void take(int[] argb, int from, int rows) throws IOException;
  }

  static void of(BufferedImage image, Sink sink) throws IOException {
    int width = image.getWidth();
    int band = Math.max(1, PIXELS / width);
    for (int y = 0; y < image.getHeight(); y += band) {
      int rows = Math.min(band, image.getHeight() - y);
      sink.take(PixelDecoder.argb(image.getSubimage(0, y, width, rows)), y, rows);
    }
  }
}
