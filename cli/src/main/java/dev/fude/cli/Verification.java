package dev.fude.cli;

import dev.fude.animegan.AnimeGan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.weights.Conversion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tries converted weights before they are written to their place: the same bytes go to a temporary
 * file, the engine loads it, and a small picture of a disc on a slope comes out finite and not all
 * of one colour.
 */
final class Verification {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final double DISC_RADIUS = 16;

  /** Less contrast than this, of the range [-1, 1], is no picture of a disc. */
  private static final float LEAST_CONTRAST = 0.02f;

  private Verification() {}

  /**
   * Tries a conversion.
   *
   * @param conversion what would be written
   * @throws InvalidWeightsException if the result does not load or paints no picture
   */
  static void check(Conversion conversion) {
    try {
      Path trial = Files.createTempFile("fude", ".safetensors");
      try {
        conversion.write(trial, true);
        try (AnimeGan model = AnimeGan.load(trial)) {
          requirePicture(model.run(disc()));
        }
      } finally {
        Files.deleteIfExists(trial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tensor disc() {
    Tensor picture = Tensor.zeros(Shape.nhwc(1, HEIGHT, WIDTH, 3));
    float[] values = picture.data();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean inside = Math.hypot(x - WIDTH / 2.0, y - HEIGHT / 2.0) < DISC_RADIUS;
        float slope = 2f * x / WIDTH - 1;
        int pixel = (y * WIDTH + x) * 3;
        values[pixel] = inside ? 0.8f : slope;
        values[pixel + 1] = inside ? -0.2f : slope / 2;
        values[pixel + 2] = inside ? -0.6f : 0.3f;
      }
    }
    return picture;
  }

  private static void requirePicture(Tensor picture) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : picture.data()) {
      if (!Float.isFinite(value)) {
        throw new InvalidWeightsException(
            "The converted weights paint "
                + value
                + "; the source is damaged or too wide for f16.");
      }
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (most - least < LEAST_CONTRAST) {
      throw new InvalidWeightsException(
          "The converted weights paint everything in one colour; the source is damaged or"
              + " untrained.");
    }
  }
}
