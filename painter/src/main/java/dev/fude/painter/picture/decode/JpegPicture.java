package dev.fude.painter.picture.decode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A JPEG. The JDK's decoder gives no colours for four channels, but their levels. */
final class JpegPicture extends EncodedPicture {
  private final JpegSegments segments;

  JpegPicture(ImageReader decoder, ImageInputStream pixels, JpegSegments segments)
      throws IOException {
    super(decoder, pixels);
    this.segments = segments;
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    if (segments.frame().channels() != 4) {
      return super.decodeWith(reader);
    }
    return Cmyk.image(reader.readRaster(0, null), !segments.isUntransformed());
  }
}
