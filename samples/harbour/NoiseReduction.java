import java.util.stream.IntStream;

/**
 * What the processor of every camera does to a noisy picture: non-local means (Buades, Coll and
 * Morel, 2005). Each pixel becomes the mean of the pixels near it, weighted by how alike their
 * surroundings are, so that even patches are smoothed and edges are kept.
 */
final class NoiseReduction {
  private static final int REACH = 3;
  private static final int PATCH = 1;
  private static final double STRENGTH = 0.018; // difference that counts as noise, of white 1

  private final float[][] picture; // (3, height x width)
  private final int width;
  private final int height;

  NoiseReduction(float[][] picture, int width, int height) {
    this.picture = picture;
    this.width = width;
    this.height = height;
  }

  float[][] smoothed() {
    float[][] result = new float[3][height * width];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < width; column++) {
                mean(column, row, result);
              }
            });
    return result;
  }

  private void mean(int column, int row, float[][] result) {
    double[] sum = new double[3];
    double total = 0;
    for (int y = Math.max(0, row - REACH); y <= Math.min(height - 1, row + REACH); y++) {
      for (int x = Math.max(0, column - REACH); x <= Math.min(width - 1, column + REACH); x++) {
        double weight = Math.exp(-difference(column, row, x, y) / (STRENGTH * STRENGTH));
        total += weight;
        for (int channel = 0; channel < 3; channel++) {
          sum[channel] += weight * picture[channel][y * width + x];
        }
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      result[channel][row * width + column] = (float) (sum[channel] / total);
    }
  }

  /** Mean squared difference of the patches round two pixels. */
  private double difference(int x0, int y0, int x1, int y1) {
    double sum = 0;
    for (int dy = -PATCH; dy <= PATCH; dy++) {
      for (int dx = -PATCH; dx <= PATCH; dx++) {
        int a = index(x0 + dx, y0 + dy);
        int b = index(x1 + dx, y1 + dy);
        for (float[] channel : picture) {
          double gap = channel[a] - channel[b];
          sum += gap * gap;
        }
      }
    }
    return sum / (3 * (2 * PATCH + 1) * (2 * PATCH + 1));
  }

  private int index(int x, int y) {
    int inX = Math.max(0, Math.min(width - 1, x));
    return Math.max(0, Math.min(height - 1, y)) * width + inX;
  }
}
