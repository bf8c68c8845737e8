package dev.fude.painter.picture.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * In which form a PNG holds its pixels: the smallest that loses nothing. Source: PNG, third
 * edition, section 11.2.1 (IHDR).
 *
 * <p>Grey is written by a palette of greys, which takes no more: Java takes the form that is meant
 * for it, 0, for a linear space, and shows it too bright.
 *
 * @param colourType 2 RGB, 3 indices of a palette, 6 RGB and alpha
 * @param bitDepth bits a sample: 8, or fewer for indices of a small palette
 * @param palette the colours, 0xAARRGGBB in ascending order (unsigned), so that transparent ones
 *     come first; empty without a palette
 */
record PngPixels(int colourType, int bitDepth, int[] palette) {
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int RGB_ALPHA = 6;

  /** Where a picture has this many pixels for each colour, a palette is worth its place. */
  private static final int PIXELS_PER_COLOUR = 8;

  private static final int BYTE = 8;
  private static final int[] NO_PALETTE = {};

  /** Any opaque picture. */
  static PngPixels rgb() {
    return new PngPixels(RGB, BYTE, NO_PALETTE);
  }

  /** Any picture. */
  static PngPixels rgbAlpha() {
    return new PngPixels(RGB_ALPHA, BYTE, NO_PALETTE);
  }

  /** The smallest form of a picture. */
  static PngPixels of(BufferedImage image) throws IOException {
    Census census = new Census();
    PixelBands.of(image, (argb, from, rows) -> census.count(argb));
    return census.smallest((long) image.getWidth() * image.getHeight());
  }

  private static PngPixels ofPalette(int[] palette) {
    int depth = 1;
    while (1 << depth < palette.length) {
      depth *= 2;
    }
    return new PngPixels(PALETTE, depth, palette);
  }

  /** Samples a pixel; also how many bytes on the left its neighbour's byte is. */
  int samples() {
    return switch (colourType) {
      case RGB -> 3;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  /** How long a row of pixels is. */
  int rowBytes(int width) {
    return Math.toIntExact(((long) width * samples() * bitDepth + 7) / 8);
  }

  /** Whether bytes that lie near each other stand for colours that do. */
  boolean isSmooth() {
    return colourType != PALETTE
        || bitDepth == BYTE && Arrays.stream(palette).allMatch(c -> (c & 0xFFFFFF) % 0x010101 == 0);
  }

  /** Three bytes a colour. */
  byte[] paletteRgb() {
    ByteBuffer colours = ByteBuffer.allocate(3 * palette.length);
    for (int colour : palette) {
      colours.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
    }
    return colours.array();
  }

  /** One byte for each colour up to the last that is not opaque. */
  byte[] paletteAlpha() {
    byte[] alpha = new byte[palette.length];
    int transparent = 0;
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) (palette[i] >>> 24);
      transparent = alpha[i] == -1 ? transparent : i + 1;
    }
    return Arrays.copyOf(alpha, transparent);
  }

  /**
   * Lays one row of pixels down.
   *
   * @param argb 0xAARRGGBB
   * @param from the row's first pixel
   * @param width how many pixels there are
   * @param row where they go; zero
   * @param at where in it
   */
  void pack(int[] argb, int from, int width, byte[] row, int at) {
    for (int x = 0; x < width; x++) {
      int pixel = argb[from + x];
      int to = at + x * samples();
      switch (colourType) {
        case PALETTE -> packIndex(pixel, x, row, at);
        default -> {
          row[to] = (byte) (pixel >> 16);
          row[to + 1] = (byte) (pixel >> 8);
          row[to + 2] = (byte) pixel;
          if (colourType == RGB_ALPHA) {
            row[to + 3] = (byte) (pixel >>> 24);
          }
        }
      }
    }
  }

  private void packIndex(int pixel, int x, byte[] row, int at) {
    int bit = x * bitDepth;
    int shift = BYTE - bitDepth - bit % BYTE; // the leftmost pixel is in the highest bits
    row[at + bit / BYTE] |= (byte) (indexOf(pixel) << shift);
  }

  private int indexOf(int colour) {
    int low = 0;
    int high = palette.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Integer.compareUnsigned(palette[middle], colour) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What a picture is made of. */
  private static final class Census {
    private static final int PALETTE_SIZE = 256;

    private final NavigableSet<Integer> colours = new TreeSet<>(Integer::compareUnsigned);
    private boolean opaque = true;
    private int last;

    void count(int[] argb) {
      for (int pixel : argb) {
        opaque &= pixel >>> 24 == 255;
        if (few() && (pixel != last || colours.isEmpty())) {
          colours.add(pixel);
          last = pixel;
        }
      }
    }

    boolean few() {
      return colours.size() <= PALETTE_SIZE;
    }

    PngPixels smallest(long pixels) {
      if (few() && pixels >= (long) PIXELS_PER_COLOUR * colours.size()) {
        return ofPalette(colours.stream().mapToInt(Integer::intValue).toArray());
      }
      return opaque ? rgb() : rgbAlpha();
    }
  }
}
