package dev.fude.backend.jcuda;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.Conversion;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.testkit.GoldenFiles;
import dev.fude.testkit.SharedFolder;

/**
 * A picture with trained weights, and what float64 makes of it.
 *
 * @param name the file's name
 * @param golden its content
 */
record GoldenPicture(String name, GoldenFiles golden) {
  /** Of the range from -1 to 1: what strict promises. */
  private static final double STRICT_TOLERANCE = 1e-4;

  /** One of 256 grey levels. */
  private static final double LEVEL = 1 / 127.5;

  private static final double FP16_LEVELS = 2;
  private static final double FP16_MEAN_LEVELS = 0.2;

  /** Reads a picture, or skips the running test. */
  static GoldenPicture of(String name) {
    return new GoldenPicture(name, GoldenFiles.read("images/" + name + ".safetensors"));
  }

  /** Computes the picture, and holds it to what its precision promises. */
  void assertMatches(Precision precision) {
    Tensor expected = golden.results().get("output");
    Tensor output = output(precision);
    boolean strict = precision == Precision.FLOAT32;
    assertThatTensor(output)
        .as("%s in %s", name, precision.id())
        .isCloseTo(expected, strict ? STRICT_TOLERANCE : FP16_LEVELS * LEVEL);
    assertThat(meanDifference(output, expected) / LEVEL)
        .as("mean of %s in %s", name, precision.id())
        .isLessThan(FP16_MEAN_LEVELS);
  }

  private Tensor output(Precision precision) {
    Graph graph = AnimeGanV2.graph(golden.rule(), golden.normEps());
    Weights weights = Conversion.open(SharedFolder.require("weights/hayao.pt")).model().weights();
    ExecutionOptions options = ExecutionOptions.ofThreads(1).withPrecision(precision);
    try (PreparedGraph prepared = new CudaBackend().prepare(graph, weights, options)) {
      return prepared.run(golden.input());
    }
  }

  private static double meanDifference(Tensor output, Tensor expected) {
    double sum = 0;
    for (int i = 0; i < expected.data().length; i++) {
      sum += Math.abs((double) output.data()[i] - expected.data()[i]);
    }
    return sum / expected.data().length;
  }
}
