package dev.fude.painter.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/** How the pixels of a picture become the bytes of one format. */
interface PictureEncoding {
  /**
   * Writes a whole file. The same picture gives the same bytes.
   *
   * @param image the pixels; their sides are what the format can hold
   * @param details what is carried from the photograph
   * @param bytes where the file goes; left open
   * @throws IOException if the stream does not take them
   */
  void encode(BufferedImage image, PhotoDetails details, OutputStream bytes) throws IOException;
}
