package dev.fude.ops.simd;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.Arrays;
import java.util.Optional;

/**
 * A run that a {@link WarmUp} repeats: on one thread, of a picture so small that its loops are
 * short.
 *
 * @param network prepared for one thread
 * @param picture (1, height, width, channels)
 */
record SmallRun(PreparedGraph network, Tensor picture) {
  /** Sides to try for a network of a user: nearly all take the first or the second. */
  private static final int[] SIDES = {16, 32, 64};

  /**
   * So much is repeated some hundred times while a photograph is read. With four times as much the
   * first picture of 512 x 512 took longer than after the {@linkplain GeneratorRuns runs of short
   * loops}.
   */
  private static final long MOST_MULTIPLY_ADDS = 5_000_000;

  static SmallRun of(Graph graph, Weights weights, ExecutionOptions options, Shape picture) {
    ExecutionOptions alone =
        new ExecutionOptions(1, Optional.empty(), options.exact(), options.precision());
    return new SmallRun(SimdBackend.prepared(graph, weights, alone), Tensor.zeros(picture));
  }

  /** The picture for a network, or empty if no small one is light enough. */
  static Optional<Shape> picture(PreparedGraph network, int channels) {
    return Arrays.stream(SIDES)
        .mapToObj(side -> Shape.nhwc(1, side, side, channels))
        .filter(shape -> takes(network, shape))
        .findFirst()
        .filter(shape -> network.plan(shape).multiplyAdds() <= MOST_MULTIPLY_ADDS);
  }

  private static boolean takes(PreparedGraph network, Shape shape) {
    try {
      network.plan(shape);
      return true;
    } catch (InvalidShapeException e) {
      return false;
    }
  }

  void run() {
    network.run(picture);
  }
}
