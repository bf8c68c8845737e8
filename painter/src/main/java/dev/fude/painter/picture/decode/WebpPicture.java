package dev.fude.painter.picture.decode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/**
 * A WebP, or a frame of one on its canvas. The decoder gives lossy colours; what is lossless, alpha
 * too, is decoded here.
 */
final class WebpPicture extends EncodedPicture {
  private static final int LOSSLESS_HEADER = 5;
  private static final int ALPHA_MEANT = 0x10; // in its last byte

  private final WebpChunks chunks;
  private final Canvas canvas;

  /**
   * A picture.
   *
   * @param chunks of its pixels
   * @param canvas where it stands
   */
  WebpPicture(WebpChunks chunks, Canvas canvas) throws IOException {
    super(Decoders.named("webp"), chunks.colours());
    this.chunks = chunks;
    this.canvas = canvas;
  }

  @Override
  public int width() throws IOException {
    return canvas.widthFor(super.width());
  }

  @Override
  public int height() throws IOException {
    return canvas.heightFor(super.height());
  }

  @Override
  public Optional<ImageTypeSpecifier> imageType() throws IOException {
    if (chunks.has(WebpChunks.LOSSLESS)) {
      return Optional.of(type(hasLosslessAlpha()));
    }
    return chunks.has(WebpChunks.ALPHA) ? Optional.of(type(true)) : super.imageType();
  }

  /** Packed by a palette, two pixels or more are one number; alpha is such a picture itself. */
  @Override
  public long bytesBeside() throws IOException {
    long numbers = (long) super.width() * super.height() * Integer.BYTES;
    return chunks.has(WebpChunks.LOSSLESS)
        ? numbers / 2
        : chunks.has(WebpChunks.ALPHA) ? numbers : 0;
  }

  private static ImageTypeSpecifier type(boolean alpha) {
    return ImageTypeSpecifier.createFromBufferedImageType(
        alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    return canvas.place(frame(reader));
  }

  private BufferedImage frame(ImageReader reader) throws IOException {
    if (chunks.has(WebpChunks.LOSSLESS)) {
      int columns = super.width();
      Vp8lBits bits = chunks.bits(WebpChunks.LOSSLESS, LOSSLESS_HEADER);
      int[] argb = Vp8lImage.decode(bits, columns, super.height());
      return image(argb, columns, hasLosslessAlpha());
    }
    BufferedImage colours = super.decodeWith(reader);
    return chunks.has(WebpChunks.ALPHA) ? withAlpha(colours) : colours;
  }

  private boolean hasLosslessAlpha() throws IOException {
    return (chunks.bytes(WebpChunks.LOSSLESS, LOSSLESS_HEADER - 1, 1)[0] & ALPHA_MEANT) != 0;
  }

  private BufferedImage withAlpha(BufferedImage colours) throws IOException {
    int columns = colours.getWidth();
    byte[] alpha = WebpAlpha.decode(chunks, columns, colours.getHeight());
    int[] argb = colours.getRGB(0, 0, columns, colours.getHeight(), null, 0, columns);
    for (int i = 0; i < argb.length; i++) {
      argb[i] = argb[i] & 0xFFFFFF | alpha[i] << 24;
    }
    return image(argb, columns, true);
  }

  private static BufferedImage image(int[] argb, int width, boolean alpha) {
    BufferedImage one = type(alpha).createBufferedImage(1, 1);
    int[] masks = ((SinglePixelPackedSampleModel) one.getSampleModel()).getBitMasks();
    DataBufferInt pixels = new DataBufferInt(argb, argb.length);
    WritableRaster raster =
        Raster.createPackedRaster(pixels, width, argb.length / width, width, masks, null);
    return new BufferedImage(one.getColorModel(), raster, false, null);
  }
}
