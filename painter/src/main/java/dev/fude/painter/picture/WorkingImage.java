package dev.fude.painter.picture;

import dev.fude.painter.picture.colour.PixelDecoder;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import org.joml.Matrix3x2fc;
import org.joml.Vector2f;

/**
 * The image that is a photograph when the network begins, and the picture when it ends: upright, in
 * sRGB, of 8 bits a channel, in one of four layouts whose pixels {@link PixelRows} reads and writes
 * in place.
 *
 * <p>It is the decoded image itself where that has such a layout already, as nearly all have that
 * come from files. What is in another layout or has to be turned is copied once, a band of rows at
 * a time, and colours of another space are converted in place. An image that a program holds is
 * never written into.
 */
public final class WorkingImage {
  private static final int BAND_PIXELS = 1 << 16;

  private WorkingImage() {}

  /**
   * Prepares a photograph.
   *
   * @param photo the photograph; not to be used afterwards if it may be written over
   * @param framing which part of it, at which size
   * @return of the framing's size: {@code TYPE_3BYTE_BGR} or {@code TYPE_4BYTE_ABGR} if the
   *     photograph may be written over and keeps its size, else {@code TYPE_INT_RGB} or {@code
   *     TYPE_INT_ARGB}; with alpha if the photograph has it
   */
  public static BufferedImage of(Photo photo, Framing framing) {
    if (!framing.isWholeOf(photo.width(), photo.height())) {
      return Resampler.frame(photo, framing).toImage();
    }
    BufferedImage stored = photo.stored();
    boolean stays = photo.mayBeWrittenOver() && photo.orientation() == Orientation.UPRIGHT;
    if (!stays || !isPlain(stored)) {
      return upright(photo);
    }
    return stored.getColorModel().getColorSpace().isCS_sRGB() ? stored : converted(stored);
  }

  /**
   * A place for a picture that is larger than its photograph.
   *
   * @param photo the photograph, whose alpha the picture gets
   * @param framing the picture's size, and which part of the photograph it shows
   * @return a fresh image of the layout that {@link #of} gives this photograph
   */
  public static BufferedImage enlarged(Photo photo, Framing framing) {
    if (photo.stored().getColorModel().hasAlpha()) {
      return Resampler.frame(photo, framing).toImage();
    }
    return blank(photo, framing.width(), framing.height());
  }

  /**
   * What a photograph takes when it is prepared so.
   *
   * @param memory what its pixels take
   * @param width its columns
   * @param height its rows
   * @param framing which part of it, at which size
   * @return the same for the whole photograph at its own size; more for a part that is scaled
   */
  public static PixelMemory memory(PixelMemory memory, int width, int height, Framing framing) {
    if (framing.isWholeOf(width, height)) {
      return memory;
    }
    long sampling = Resampler.bytesFor(width, height, framing);
    return new PixelMemory(memory.decodingBytes() + sampling, Integer.BYTES);
  }

  private static BufferedImage blank(Photo photo, int width, int height) {
    boolean alpha = photo.stored().getColorModel().hasAlpha();
    int bytes = alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
    int ints = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    return new BufferedImage(width, height, photo.mayBeWrittenOver() ? bytes : ints);
  }

  /** Whether pixels lie one behind the other, in bytes or numbers of 8 bits a channel. */
  private static boolean isPlain(BufferedImage image) {
    Raster raster = image.getRaster();
    int pixels = image.getWidth() * image.getHeight();
    return switch (image.getType()) {
      case BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR ->
          raster.getSampleModel() instanceof PixelInterleavedSampleModel model
              && model.getScanlineStride() == image.getWidth() * model.getPixelStride()
              && ((DataBufferByte) raster.getDataBuffer()).getData().length
                  == pixels * model.getPixelStride();
      case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB ->
          raster.getSampleModel() instanceof SinglePixelPackedSampleModel model
              && model.getScanlineStride() == image.getWidth()
              && ((DataBufferInt) raster.getDataBuffer()).getData().length == pixels;
      default -> false;
    };
  }

  /** Takes some rows. */
  private interface Band {
    void take(int[] argb, int from, int rows);
  }

  private static void forEachBand(BufferedImage image, Band band) {
    int most = Math.max(1, BAND_PIXELS / image.getWidth());
    for (int y = 0; y < image.getHeight(); y += most) {
      int rows = Math.min(most, image.getHeight() - y);
      band.take(PixelDecoder.argb(image.getSubimage(0, y, image.getWidth(), rows)), y, rows);
    }
  }

  /** The same bytes as sRGB. */
  private static BufferedImage converted(BufferedImage image) {
    int bands = image.getRaster().getNumBands();
    ColorModel srgb =
        new BufferedImage(
                1, 1, bands == 4 ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR)
            .getColorModel();
    BufferedImage result = new BufferedImage(srgb, image.getRaster(), false, null);
    PixelRows to = PixelRows.of(result);
    forEachBand(image, (argb, from, rows) -> write(argb, from, rows, to));
    return result;
  }

  private static void write(int[] argb, int from, int rows, PixelRows to) {
    PixelRows band = new PixelRows.OfInts(argb, to.width(), rows);
    byte[] row = new byte[to.width() * PixelRows.CHANNELS];
    for (int y = 0; y < rows; y++) {
      band.read(y, 0, to.width(), row, 0);
      to.write(from + y, 0, to.width(), row, 0);
    }
  }

  /** A copy that is upright. */
  private static BufferedImage upright(Photo photo) {
    BufferedImage stored = photo.stored();
    BufferedImage copy = blank(photo, photo.width(), photo.height());
    Steps steps = Steps.of(photo);
    Pixels to = Pixels.of(copy);
    forEachBand(
        stored,
        (argb, from, rows) -> {
          // Down each column first: turned by a quarter, pixels of a column are neighbours.
          for (int x = 0; x < stored.getWidth(); x++) {
            for (int y = 0; y < rows; y++) {
              to.put(steps.place(x, from + y), argb[y * stored.getWidth() + x]);
            }
          }
        });
    return copy;
  }

  /**
   * Where a stored pixel is to be in the upright picture.
   *
   * @param first the place of the first one
   * @param right how far the next column is from there
   * @param down how far the next row is from there
   */
  private record Steps(int first, int right, int down) {
    static Steps of(Photo photo) {
      Matrix3x2fc map =
          photo.orientation().toUpright(photo.stored().getWidth(), photo.stored().getHeight());
      int first = place(map, 0, 0, photo.width());
      return new Steps(
          first, place(map, 1, 0, photo.width()) - first, place(map, 0, 1, photo.width()) - first);
    }

    private static int place(Matrix3x2fc map, int x, int y, int width) {
      Vector2f centre = map.transformPosition(new Vector2f(x + 0.5f, y + 0.5f));
      return (int) Math.floor(centre.y) * width + (int) Math.floor(centre.x);
    }

    int place(int x, int y) {
      return first + x * right + y * down;
    }
  }

  /** Takes pixels with their alpha. */
  private interface Pixels {
    void put(int place, int argb);

    static Pixels of(BufferedImage image) {
      if (image.getRaster().getDataBuffer() instanceof DataBufferInt numbers) {
        int[] data = numbers.getData();
        return (place, argb) -> data[place] = argb;
      }
      byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      return image.getColorModel().hasAlpha()
          ? (place, argb) -> putAbgr(bytes, place * 4, argb)
          : (place, argb) -> putBgr(bytes, place * 3, argb);
    }

    private static void putAbgr(byte[] bytes, int at, int argb) {
      bytes[at] = (byte) (argb >>> 24);
      putBgr(bytes, at + 1, argb);
    }

    private static void putBgr(byte[] bytes, int at, int argb) {
      bytes[at] = (byte) argb;
      bytes[at + 1] = (byte) (argb >> 8);
      bytes[at + 2] = (byte) (argb >> 16);
    }
  }
}
