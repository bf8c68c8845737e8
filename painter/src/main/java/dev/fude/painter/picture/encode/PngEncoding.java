package dev.fude.painter.picture.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/** PNG: the {@linkplain PngPixels form of pixels} that the picture allows, written row by row. */
final class PngEncoding implements PictureEncoding {
  @Override
  public void encode(BufferedImage image, ExifData exif, OutputStream bytes) throws IOException {
    PngPixels pixels = PngPixels.of(image);
    try (PngWriter png = new PngWriter(bytes, image.getWidth(), image.getHeight(), pixels, exif)) {
      PixelBands.of(image, (argb, from, rows) -> png.write(argb, rows));
    }
  }
}
