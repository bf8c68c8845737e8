package dev.fude.converter;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.PictureSides;
import dev.fude.model.generator.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tries converted weights before they are written to their place, by what needs no second source:
 * numbers as trained networks have them, and a small picture of a disc on a slope that comes out
 * finite and not all of one colour, by the file as float32 and as float16.
 *
 * @param least the smallest number of all tensors
 * @param most the largest
 * @param largestLevels by how many grey levels of 256 the two pictures differ at most
 * @param meanLevels and on average
 */
public record Verification(float least, float most, double largestLevels, double meanLevels) {
  // At least; a network may need more.
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final double DISC_RADIUS = 16;

  /** Grey levels in one unit of the network's range [-1, 1]. */
  private static final double LEVELS = 127.5;

  /** Less contrast than this, of the range [-1, 1], is no picture of a disc. */
  private static final float LEAST_CONTRAST = 0.02f;

  /** Layer norms keep trained numbers near 1; a float of other meaning is usually far from it. */
  private static final float MOST_MAGNITUDE = 10_000;

  /**
   * Tries a conversion.
   *
   * @param model what would be written
   * @return what was seen
   * @throws InvalidWeightsException if the numbers are no trained network's, or the result does not
   *     load or paints no picture
   */
  public static Verification of(Model model) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (Map.Entry<String, Tensor> entry : model.weights().tensors().entrySet()) {
      requireTrained(entry.getKey(), entry.getValue());
      for (float number : entry.getValue().data()) {
        least = Math.min(least, number);
        most = Math.max(most, number);
      }
    }
    Tensor whole = picture(model, DType.F32);
    Tensor halved = picture(model, DType.F16);
    return new Verification(least, most, largest(whole, halved), mean(whole, halved));
  }

  private static void requireTrained(String name, Tensor tensor) {
    boolean isConstant = tensor.shape().rank() > 1;
    for (float number : tensor.data()) {
      if (!(Math.abs(number) <= MOST_MAGNITUDE)) {
        throw new InvalidWeightsException(
            String.format(
                "Tensor \"%s\" holds %s, which no trained network does; the source is damaged.",
                name, number));
      }
      isConstant &= number == tensor.data()[0];
    }
    if (isConstant) {
      throw new InvalidWeightsException(
          String.format(
              "Kernel \"%s\" holds %s alone; the source is damaged or untrained.",
              name, tensor.data()[0]));
    }
  }

  private static Tensor picture(Model model, DType dtype) {
    try {
      Path trial = Files.createTempFile("fude", ".safetensors");
      try {
        ModelFile.write(trial, model, dtype, true);
        return requirePicture(run(ModelFile.read(trial, Settings.NONE).forBackends()));
      } finally {
        Files.deleteIfExists(trial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tensor run(Model model) {
    Backend backend = BackendSelector.installed().select(BackendSelector.AUTO).backend();
    ExecutionOptions options = ExecutionOptions.allProcessors();
    try (PreparedGraph network = backend.prepare(model.graph(), model.weights(), options)) {
      PictureSides sides = model.picture().sides();
      return network.run(disc(sides.fitting(HEIGHT), sides.fitting(WIDTH)));
    }
  }

  private static Tensor disc(int height, int width) {
    Tensor picture = Tensor.zeros(Shape.nhwc(1, height, width, 3));
    float[] values = picture.data();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean inside = Math.hypot(x - width / 2.0, y - height / 2.0) < DISC_RADIUS;
        float slope = 2f * x / width - 1;
        int pixel = (y * width + x) * 3;
        values[pixel] = inside ? 0.8f : slope;
        values[pixel + 1] = inside ? -0.2f : slope / 2;
        values[pixel + 2] = inside ? -0.6f : 0.3f;
      }
    }
    return picture;
  }

  private static Tensor requirePicture(Tensor picture) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : picture.data()) {
      if (!Float.isFinite(value)) {
        throw new InvalidWeightsException(
            "The converted weights paint " + value + "; the source is damaged.");
      }
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (most - least < LEAST_CONTRAST) {
      throw new InvalidWeightsException(
          "The converted weights paint everything in one colour; the source is damaged or"
              + " untrained.");
    }
    return picture;
  }

  private static double largest(Tensor one, Tensor other) {
    double largest = 0;
    for (int i = 0; i < one.data().length; i++) {
      largest = Math.max(largest, Math.abs((double) one.data()[i] - other.data()[i]));
    }
    return largest * LEVELS;
  }

  private static double mean(Tensor one, Tensor other) {
    double sum = 0;
    for (int i = 0; i < one.data().length; i++) {
      sum += Math.abs((double) one.data()[i] - other.data()[i]);
    }
    return sum / one.data().length * LEVELS;
  }
}
