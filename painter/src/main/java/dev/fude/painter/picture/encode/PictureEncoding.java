package dev.fude.painter.picture.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/** How the pixels of a picture become the bytes of one format. */
public interface PictureEncoding {
  /**
   * PNG.
   *
   * @return the encoding
   */
  static PictureEncoding png() {
    return new PngEncoding(true);
  }

  /**
   * PNG of red, green and blue.
   *
   * @return the encoding, of opaque pictures
   */
  static PictureEncoding rgbPng() {
    return new PngEncoding(false);
  }

  /**
   * JPEG.
   *
   * @param quality from 0 to 1
   * @return the encoding
   */
  static PictureEncoding jpeg(float quality) {
    return new JpegEncoding(quality);
  }

  /**
   * TIFF.
   *
   * @return the encoding
   */
  static PictureEncoding tiff() {
    return new TiffEncoding();
  }

  /**
   * WebP, for programs with a writer of it.
   *
   * @param quality from 0 to 1, which is lossless
   * @return the encoding
   */
  static PictureEncoding webp(float quality) {
    return new WebpEncoding(quality);
  }

  /**
   * Writes a whole file. The same picture gives the same bytes.
   *
   * @param image the pixels; their sides are what the format can hold
   * @param exif what is carried from the photograph
   * @param bytes where the file goes; left open
   * @throws IOException if the stream does not take them
   */
  void encode(BufferedImage image, ExifData exif, OutputStream bytes) throws IOException;
}
