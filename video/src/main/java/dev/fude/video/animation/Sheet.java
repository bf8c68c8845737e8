package dev.fude.video.animation;

import dev.fude.video.Frame;
import dev.fude.video.InvalidFilmException;

/**
 * The sheet on which the frames of an animation are laid, one over the other. It is transparent at
 * first; where it still is when it is shown, it is white, as on a page. Source: GIF89a; PNG, third
 * edition, section 11.3.2.
 */
public final class Sheet {
  private static final int BYTES_PER_PIXEL = 2 * Integer.BYTES + 2 * Frame.CHANNELS;

  private final int width;
  private final int height;
  private final int[] argb; // (height, width), colours not multiplied by alpha
  private Rectangle due = new Rectangle(0, 0, 0, 0); // the last frame's part
  private Disposal disposal = Disposal.KEEP; // what is to become of it
  private int[] saved = {}; // (due.height, due.width): what it was before

  /**
   * A transparent sheet.
   *
   * @param name what messages call the film
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @throws InvalidFilmException if it would take more than a quarter of the heap
   */
  public Sheet(String name, int width, int height) {
    long bytes = (long) width * height * BYTES_PER_PIXEL;
    if (bytes > Runtime.getRuntime().maxMemory() / 4) {
      throw new InvalidFilmException(
          String.format(
              "%s has frames of %dx%d pixels, which take %d MiB, more than a quarter of Java's"
                  + " memory; raise -Xmx.",
              name, width, height, bytes >> 20));
    }
    this.width = width;
    this.height = height;
    argb = new int[width * height];
  }

  /**
   * Lays a frame on the sheet, after the one before has been disposed of.
   *
   * @param part where, within the sheet
   * @param pixels (part.height, part.width), 0xAARRGGBB
   * @param over whether the sheet is seen through what is not opaque; else the frame's pixels take
   *     the place of the sheet's
   * @param afterwards what becomes of the part before the next frame
   */
  public void lay(Rectangle part, int[] pixels, boolean over, Disposal afterwards) {
    dispose();
    due = part;
    disposal = afterwards;
    saved = afterwards == Disposal.RESTORE ? copyOf(part) : new int[0];
    for (int row = 0; row < part.height(); row++) {
      int from = row * part.width();
      int to = (part.y() + row) * width + part.x();
      for (int i = 0; i < part.width(); i++) {
        argb[to + i] = over ? over(pixels[from + i], argb[to + i]) : pixels[from + i];
      }
    }
  }

  private void dispose() {
    if (disposal == Disposal.KEEP) {
      return;
    }
    int[] before = disposal == Disposal.RESTORE ? saved : new int[due.width() * due.height()];
    for (int row = 0; row < due.height(); row++) {
      System.arraycopy(
          before, row * due.width(), argb, (due.y() + row) * width + due.x(), due.width());
    }
  }

  private int[] copyOf(Rectangle part) {
    int[] copy = new int[part.width() * part.height()];
    for (int row = 0; row < part.height(); row++) {
      System.arraycopy(
          argb, (part.y() + row) * width + part.x(), copy, row * part.width(), part.width());
    }
    return copy;
  }

  /** One pixel over another: colours are weighed by what is seen of them. */
  private static int over(int upper, int lower) {
    int alpha = upper >>> 24;
    int lowerAlpha = lower >>> 24;
    if (alpha == 255 || lowerAlpha == 0) {
      return upper;
    }
    if (alpha == 0) {
      return lower;
    }
    int seen = alpha * 255; // in 1/255 of a level of alpha
    int seenBelow = (255 - alpha) * lowerAlpha;
    int total = seen + seenBelow;
    int result = (total + 127) / 255 << 24;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int level = (upper >> shift & 0xFF) * seen + (lower >> shift & 0xFF) * seenBelow;
      result |= (level + total / 2) / total << shift;
    }
    return result;
  }

  /**
   * What is seen now.
   *
   * @return (height, width, 3)
   */
  public byte[] levels() {
    byte[] levels = new byte[Frame.CHANNELS * width * height];
    for (int i = 0; i < argb.length; i++) {
      int seen = over(argb[i], 0xFFFFFFFF);
      levels[3 * i] = (byte) (seen >> 16);
      levels[3 * i + 1] = (byte) (seen >> 8);
      levels[3 * i + 2] = (byte) seen;
    }
    return levels;
  }
}
