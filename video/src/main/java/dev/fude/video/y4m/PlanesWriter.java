package dev.fude.video.y4m;

import java.util.Arrays;

/**
 * Levels of red, green and blue to planes of luma and chroma: the inverse of {@link PlanesReader}.
 * A sample of chroma is the mean of the pixels round it, as its {@link ChromaAxis} weighs them.
 */
final class PlanesWriter {
  private static final int SHIFT = 16;
  private static final int SIXTEENTHS = 16;

  private final ChromaFormat chroma;
  private final int width;
  private final int height;
  private final int chromaWidth;
  private final int chromaHeight;
  private final int[] lumaFactors; // of red, green, blue
  private final int[] blueFactors; // of sixteenths of them
  private final int[] redFactors;
  private final int lumaFloor;
  private final int[] rows; // (width, 3), quarters: the mean of rows of pixels

  PlanesWriter(ChromaFormat chroma, int width, int height, YuvCode code) {
    this.chroma = chroma;
    this.width = width;
    this.height = height;
    chromaWidth = chroma.chromaWidth(width);
    chromaHeight = chroma.chromaHeight(height);
    rows = new int[chroma.hasChroma() ? 3 * width : 0];
    lumaFloor = code.lumaFloor();
    double[] weights = {code.red(), code.green(), code.blue()};
    lumaFactors = factors(weights, -1, code.lumaSpan() / 255.0);
    double sixteenth = code.chromaSpan() / 255.0 / SIXTEENTHS;
    blueFactors = factors(weights, 2, sixteenth / (2 * (code.blue() - 1)));
    redFactors = factors(weights, 0, sixteenth / (2 * (code.red() - 1)));
  }

  /** Factors of (luma - one colour), or of luma alone. */
  private static int[] factors(double[] weights, int colour, double scale) {
    int[] factors = new int[weights.length];
    for (int i = 0; i < factors.length; i++) {
      double weight = i == colour ? weights[i] - 1 : weights[i];
      factors[i] = (int) Math.round(weight * scale * (1 << SHIFT));
    }
    return factors;
  }

  /**
   * Writes a frame.
   *
   * @param levels (height, width, 3)
   * @param planes receives Y (height, width), Cb and Cr (chromaHeight, chromaWidth) each
   */
  void write(byte[] levels, byte[] planes) {
    for (int at = 0; at < width * height; at++) {
      int red = levels[3 * at] & 0xFF;
      int green = levels[3 * at + 1] & 0xFF;
      int blue = levels[3 * at + 2] & 0xFF;
      planes[at] = sample(lumaFactors, red, green, blue, lumaFloor);
    }
    for (int y = 0; y < chromaHeight; y++) {
      sumRows(levels, y);
      writeChroma(y, planes);
    }
  }

  private void sumRows(byte[] levels, int sample) {
    Arrays.fill(rows, 0);
    ChromaAxis down = chroma.down();
    for (int tap = 0; tap < down.taps(); tap++) {
      int from = down.tap(sample, tap, height) * rows.length;
      int weight = down.weight(tap);
      for (int i = 0; i < rows.length; i++) {
        rows[i] += weight * (levels[from + i] & 0xFF);
      }
    }
  }

  private void writeChroma(int y, byte[] planes) {
    int blues = width * height + y * chromaWidth;
    int reds = blues + chromaWidth * chromaHeight;
    for (int x = 0; x < chromaWidth; x++) {
      int red = mean(x, 0);
      int green = mean(x, 1);
      int blue = mean(x, 2);
      planes[blues + x] = sample(blueFactors, red, green, blue, 128);
      planes[reds + x] = sample(redFactors, red, green, blue, 128);
    }
  }

  /** In sixteenths. */
  private int mean(int sample, int colour) {
    ChromaAxis across = chroma.across();
    int sum = 0;
    for (int tap = 0; tap < across.taps(); tap++) {
      sum += across.weight(tap) * rows[3 * across.tap(sample, tap, width) + colour];
    }
    return sum;
  }

  private static byte sample(int[] factors, int red, int green, int blue, int floor) {
    int sum = factors[0] * red + factors[1] * green + factors[2] * blue;
    int rounded = floor + (sum + (1 << SHIFT - 1) >> SHIFT);
    return (byte) Math.max(0, Math.min(255, rounded));
  }
}
