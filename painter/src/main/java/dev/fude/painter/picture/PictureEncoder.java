package dev.fude.painter.picture;

import dev.fude.painter.picture.encode.PictureEncoding;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Pictures as the bytes of a file: PNG, JPEG, TIFF or WebP.
 *
 * <p>The same picture gives the same bytes. The file says that its colours are sRGB. JPEG knows no
 * transparency: there the picture is laid on white. None of this needs a display.
 */
public final class PictureEncoder {
  private static final PictureEncoder PNG =
      new PictureEncoder(PictureFormat.PNG, PictureEncoding.png());

  private final PictureFormat format;
  private final PictureEncoding encoding;

  private PictureEncoder(PictureFormat format, PictureEncoding encoding) {
    this.format = format;
    this.encoding = encoding;
  }

  /**
   * PNG, which keeps every pixel and its transparency. Where there are more than some 2 MB of
   * pixels, parts of them are compressed at once, on the calling thread and in {@link
   * java.util.concurrent.ForkJoinPool#commonPool}.
   *
   * @return the encoder
   */
  public static PictureEncoder png() {
    return PNG;
  }

  /**
   * PNG in one form whatever the colours are: 8 bits of red, green and blue each, as the frames of
   * an animation must have it.
   *
   * @return the encoder, which does not keep transparency
   */
  public static PictureEncoder rgbPng() {
    return new PictureEncoder(PictureFormat.PNG, PictureEncoding.rgbPng());
  }

  /**
   * JPEG. From a quality of 0.9 on, colours are kept for every pixel (4:4:4); below, one colour is
   * shared by two by two pixels (4:2:0), as is usual.
   *
   * @param quality from 0 to 1
   * @return the encoder
   * @throws IllegalArgumentException if the quality is outside
   */
  public static PictureEncoder jpeg(float quality) {
    return of(PictureFormat.JPEG, quality);
  }

  /**
   * A format by its name.
   *
   * @param format the format
   * @param quality from 0 to 1, for JPEG and WebP, which is lossless at 1; PNG and TIFF always are
   * @return the encoder
   * @throws IllegalArgumentException if the quality is outside
   */
  public static PictureEncoder of(PictureFormat format, float quality) {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException(
          String.format("%s quality is %s, must be from 0 to 1.", format, quality));
    }
    return switch (format) {
      case PNG -> PNG;
      case JPEG -> new PictureEncoder(format, PictureEncoding.jpeg(quality));
      case TIFF -> new PictureEncoder(format, PictureEncoding.tiff());
      case WEBP -> new PictureEncoder(format, PictureEncoding.webp(quality));
    };
  }

  /**
   * What the bytes are.
   *
   * @return the format
   */
  public PictureFormat format() {
    return format;
  }

  /**
   * Encodes a picture in memory.
   *
   * @param image the picture
   * @return the bytes of a whole file
   * @throws OversizedPictureException if the format cannot hold so many columns or rows
   */
  public byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      encode(image, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Encodes a picture into a stream.
   *
   * @param image the picture
   * @param bytes where a whole file's bytes go; left open
   * @throws OversizedPictureException if the format cannot hold so many columns or rows
   * @throws IOException if the stream does not take them
   */
  public void encode(BufferedImage image, OutputStream bytes) throws IOException {
    encode(image, PhotoDetails.NONE, bytes);
  }

  /**
   * Encodes a picture into a stream, with what its photograph's camera wrote.
   *
   * @param image the picture
   * @param details what is carried, such as {@link OpenPicture#details}
   * @param bytes where a whole file's bytes go; left open
   * @throws OversizedPictureException if the format cannot hold so many columns or rows
   * @throws IOException if the stream does not take them
   */
  public void encode(BufferedImage image, PhotoDetails details, OutputStream bytes)
      throws IOException {
    OversizedPictureException.refuse("The picture", format, image.getWidth(), image.getHeight());
    encoding.encode(image, details.exif(), bytes);
  }

  /** Whether the format cannot keep the picture's transparency. */
  boolean laysOnWhite(BufferedImage image) {
    return !format.keepsTransparency() && image.getColorModel().hasAlpha();
  }
}
