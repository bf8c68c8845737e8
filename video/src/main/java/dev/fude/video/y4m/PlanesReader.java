package dev.fude.video.y4m;

/**
 * Planes of luma and chroma to levels of red, green and blue.
 *
 * <pre>
 * luma = (Y - floor) / lumaSpan            blue's chroma = (Cb - 128) / chromaSpan, red's alike
 * red   = luma + 2 (1 - Kr) redChroma
 * blue  = luma + 2 (1 - Kb) blueChroma
 * green = (luma - Kr red - Kb blue) / Kg
 * </pre>
 *
 * <p>A pixel's chroma is interpolated from the four samples round it. In whole numbers: factors
 * have {@value #SHIFT} bits behind the point, chroma comes in sixteenths. Source: ITU-R BT.601-7.
 */
final class PlanesReader {
  private static final int SHIFT = 16;
  private static final int HALF = 1 << SHIFT - 1;
  private static final int QUARTERS = 4;
  private static final int SIXTEENTHS = 16;
  private static final int MIDDLE = 128 * SIXTEENTHS;

  private final ChromaFormat chroma;
  private final int width;
  private final int height;
  private final int chromaWidth;
  private final int chromaHeight;
  private final int[] luma = new int[256]; // of each Y
  private final int redOfRed; // of a sixteenth of Cr
  private final int greenOfRed;
  private final int greenOfBlue; // of a sixteenth of Cb
  private final int blueOfBlue;
  private final int[] blueRow; // (chromaWidth), quarters, of the rows round a row of pixels
  private final int[] redRow;

  PlanesReader(ChromaFormat chroma, int width, int height, YuvCode code) {
    this.chroma = chroma;
    this.width = width;
    this.height = height;
    chromaWidth = chroma.chromaWidth(width);
    chromaHeight = chroma.chromaHeight(height);
    blueRow = new int[chromaWidth];
    redRow = new int[chromaWidth];
    for (int y = 0; y < luma.length; y++) {
      luma[y] = fixed(255.0 * (y - code.lumaFloor()) / code.lumaSpan());
    }
    double sixteenth = 255.0 / code.chromaSpan() / SIXTEENTHS;
    redOfRed = fixed(2 * (1 - code.red()) * sixteenth);
    blueOfBlue = fixed(2 * (1 - code.blue()) * sixteenth);
    greenOfRed = fixed(-2 * (1 - code.red()) * code.red() / code.green() * sixteenth);
    greenOfBlue = fixed(-2 * (1 - code.blue()) * code.blue() / code.green() * sixteenth);
  }

  private static int fixed(double factor) {
    return (int) Math.round(factor * (1 << SHIFT));
  }

  /**
   * Reads a frame.
   *
   * @param planes Y (height, width), Cb and Cr (chromaHeight, chromaWidth) each
   * @return (height, width, 3)
   */
  byte[] levels(byte[] planes) {
    byte[] levels = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      if (chroma.hasChroma()) {
        readColours(planes, y, levels);
      } else {
        readGreys(planes, y, levels);
      }
    }
    return levels;
  }

  private void readGreys(byte[] planes, int y, byte[] levels) {
    for (int at = y * width; at < (y + 1) * width; at++) {
      byte grey = level(luma[planes[at] & 0xFF]);
      levels[3 * at] = grey;
      levels[3 * at + 1] = grey;
      levels[3 * at + 2] = grey;
    }
  }

  private void readColours(byte[] planes, int y, byte[] levels) {
    int blues = width * height;
    blendRows(planes, blues, y, blueRow);
    blendRows(planes, blues + chromaWidth * chromaHeight, y, redRow);
    ChromaAxis across = chroma.across();
    int to = 3 * y * width;
    for (int x = 0; x < width; x++) {
      int before = across.sampleBefore(x, chromaWidth);
      int behind = across.sampleBehind(x, chromaWidth);
      int weight = across.weightBehind(x);
      int cb = (QUARTERS - weight) * blueRow[before] + weight * blueRow[behind] - MIDDLE;
      int cr = (QUARTERS - weight) * redRow[before] + weight * redRow[behind] - MIDDLE;
      int grey = luma[planes[y * width + x] & 0xFF];
      levels[to++] = level(grey + redOfRed * cr);
      levels[to++] = level(grey + greenOfRed * cr + greenOfBlue * cb);
      levels[to++] = level(grey + blueOfBlue * cb);
    }
  }

  private void blendRows(byte[] planes, int plane, int y, int[] row) {
    ChromaAxis down = chroma.down();
    int above = plane + down.sampleBefore(y, chromaHeight) * chromaWidth;
    int below = plane + down.sampleBehind(y, chromaHeight) * chromaWidth;
    int weight = down.weightBehind(y);
    for (int i = 0; i < chromaWidth; i++) {
      row[i] =
          (QUARTERS - weight) * (planes[above + i] & 0xFF) + weight * (planes[below + i] & 0xFF);
    }
  }

  private static byte level(int fixed) {
    return (byte) Math.max(0, Math.min(255, fixed + HALF >> SHIFT));
  }
}
