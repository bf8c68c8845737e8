package dev.fude.video.gif;

import java.util.Arrays;

/**
 * A picture in at most 256 colours. One that has no more keeps its own. Of any other, a palette is
 * {@linkplain MedianCut chosen}, and its pixels are dithered.
 *
 * <p>The dither is ordered: a pattern of thresholds that lies still. Diffused errors look better in
 * one picture, but in a film their grain crawls wherever a single pixel changes. The pattern is as
 * strong as the palette is coarse: a grid of colours {@code step} levels apart is off by {@code
 * step / sqrt(12)} on the average (root of the mean square), so the palette's own error tells the
 * step that the thresholds are to span. Pictures in flat colours thus get next to no pattern.
 *
 * @param palette 0xRRGGBB each
 * @param indices (height, width)
 */
record IndexedPicture(int[] palette, byte[] indices) {
  private static final int MOST_COLOURS = 256;

  static IndexedPicture of(byte[] levels, int width) {
    int[] own = ownColours(levels);
    if (own.length <= MOST_COLOURS) {
      return exact(levels, own);
    }
    ColourCells cells = ColourCells.of(levels);
    int[] palette = MedianCut.palette(cells, MOST_COLOURS);
    return dithered(levels, width, palette, step(cells, palette));
  }

  /** All colours in ascending order, or one more than a palette may have. */
  private static int[] ownColours(byte[] levels) {
    int[] colours = new int[MOST_COLOURS + 1];
    int count = 0;
    int last = -1;
    for (int i = 0; i < levels.length && count <= MOST_COLOURS; i += 3) {
      int colour = colour(levels, i);
      if (colour != last) {
        int place = Arrays.binarySearch(colours, 0, count, colour);
        if (place < 0) {
          int at = -place - 1;
          System.arraycopy(colours, at, colours, at + 1, count - at);
          colours[at] = colour;
          count++;
        }
        last = colour;
      }
    }
    return Arrays.copyOf(colours, count);
  }

  private static int colour(byte[] levels, int at) {
    return (levels[at] & 0xFF) << 16 | (levels[at + 1] & 0xFF) << 8 | levels[at + 2] & 0xFF;
  }

  private static IndexedPicture exact(byte[] levels, int[] colours) {
    byte[] indices = new byte[levels.length / 3];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (byte) Arrays.binarySearch(colours, colour(levels, 3 * i));
    }
    return new IndexedPicture(colours, indices);
  }

  /** How far neighbouring colours of the palette are from each other, in levels of a channel. */
  private static double step(ColourCells cells, int[] palette) {
    double squares = 0;
    long count = 0;
    for (int cell = 0; cell < ColourCells.COUNT; cell++) {
      if (cells.count(cell) > 0) {
        double red = cells.mean(cell, 0);
        double green = cells.mean(cell, 1);
        double blue = cells.mean(cell, 2);
        int nearest = palette[nearest(palette, red, green, blue)];
        squares += cells.count(cell) * distance(nearest, red, green, blue);
        count += cells.count(cell);
      }
    }
    return Math.sqrt(12 * squares / (3 * count));
  }

  private static IndexedPicture dithered(byte[] levels, int width, int[] palette, double step) {
    byte[] indices = new byte[levels.length / 3];
    int[] nearest = new int[ColourCells.COUNT]; // of each cell; 0 if not known, else plus 1
    for (int i = 0; i < indices.length; i++) {
      int offset = (int) Math.round(step * threshold(i % width, i / width));
      int cell =
          ColourCells.cell(
              moved(levels[3 * i], offset),
              moved(levels[3 * i + 1], offset),
              moved(levels[3 * i + 2], offset));
      if (nearest[cell] == 0) {
        nearest[cell] =
            1
                + nearest(
                    palette,
                    ColourCells.middle(cell, 0),
                    ColourCells.middle(cell, 1),
                    ColourCells.middle(cell, 2));
      }
      indices[i] = (byte) (nearest[cell] - 1);
    }
    return new IndexedPicture(palette, indices);
  }

  private static int moved(byte level, int offset) {
    return Math.max(0, Math.min(255, (level & 0xFF) + offset));
  }

  /** Bayer's thresholds of 8 x 8, from -1/2 to 1/2: the bits of x ^ y and y, the lowest first. */
  private static double threshold(int x, int y) {
    int value = 0;
    int crossed = x ^ y;
    for (int bit = 0; bit < 3; bit++) {
      value = value << 2 | (crossed >> bit & 1) << 1 | y >> bit & 1;
    }
    return (value + 0.5) / 64 - 0.5;
  }

  private static int nearest(int[] palette, double red, double green, double blue) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      double distance = distance(palette[i], red, green, blue);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static double distance(int rgb, double red, double green, double blue) {
    double r = (rgb >> 16) - red;
    double g = (rgb >> 8 & 0xFF) - green;
    double b = (rgb & 0xFF) - blue;
    return r * r + g * g + b * b;
  }
}
