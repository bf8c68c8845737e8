import java.awt.image.BufferedImage;

/** Turns light into the pixels of a small camera: vignette, film curve, noise reduction, grain. */
final class Film {
  private static final double EXPOSURE = 0.88;
  private static final double VIGNETTE = 0.15;
  private static final double GRAIN = 0.6; // at most, in levels of 255
  private static final double CONTRAST = 0.38;

  private final int width;
  private final int height;
  private final float[][] response; // (3, height x width), 0 black to 1 white

  Film(int width, int height) {
    this.width = width;
    this.height = height;
    this.response = new float[3][height * width];
  }

  void expose(int column, int row, Vec light) {
    double x = 2.0 * column / width - 1;
    double y = 2.0 * row / height - 1;
    Vec reaching = light.times(EXPOSURE * (1 - VIGNETTE * (x * x + y * y) * 0.5));
    for (int channel = 0; channel < 3; channel++) {
      response[channel][row * width + column] = response(reaching.along(channel));
    }
  }

  /** Bright light saturates gently, then the middle is given more contrast than the ends. */
  private static float response(double light) {
    double level = Math.pow(1 - Math.exp(-light), 1 / 2.2);
    double steep = level * level * (3 - 2 * level);
    return (float) (level + CONTRAST * (steep - level));
  }

  BufferedImage developed() {
    float[][] smooth = new NoiseReduction(response, width, height).smoothed();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        double grain = GRAIN * (Noise.hash(column, row, 7) + Noise.hash(column, row, 8) - 1);
        int red = level(smooth[0][at], grain);
        int green = level(smooth[1][at], grain);
        int blue = level(smooth[2][at], grain);
        picture.setRGB(column, row, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  private static int level(double response, double grain) {
    return (int) Math.max(0, Math.min(255, Math.round(255 * response + grain)));
  }
}
