package dev.fude.painter.picture.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * PNG, written row by row.
 *
 * @param smallest whether the {@linkplain PngPixels form of pixels} is the smallest that the
 *     picture allows; else it is one of red, green and blue, whatever the picture is
 */
record PngEncoding(boolean smallest) implements PictureEncoding {
  @Override
  public void encode(BufferedImage image, ExifData exif, OutputStream bytes) throws IOException {
    PngPixels pixels = smallest ? PngPixels.of(image) : PngPixels.rgb();
    try (PngWriter png = new PngWriter(bytes, image.getWidth(), image.getHeight(), pixels, exif)) {
      PixelBands.of(image, (argb, from, rows) -> png.write(argb, rows));
    }
  }
}
