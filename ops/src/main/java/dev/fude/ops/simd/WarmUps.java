package dev.fude.ops.simd;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.Weights;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this JVM warms up with. Until it is known which network will run, it may well be
 * AnimeGANv2's generator; if then it is a light one, that one itself is repeated and nothing else.
 */
final class WarmUps {
  private WarmUp general; // null until somebody asks for a warm-up

  /** Begins with the {@linkplain GeneratorRuns runs for AnimeGANv2}; only the first call does. */
  synchronized void begin() {
    if (general == null) {
      general = WarmUp.begin(GeneratorRuns::all);
    }
  }

  /**
   * What the runs of a network have to wait for.
   *
   * @param network the graph, prepared with the weights and the options
   * @return empty if nobody has asked for a warm-up
   */
  synchronized Optional<WarmUp> before(
      PreparedGraph network, Graph graph, Weights weights, ExecutionOptions options) {
    if (general == null) {
      return Optional.empty();
    }
    Optional<Shape> small = SmallRun.picture(network, graph.inputChannels());
    if (small.isPresent()) {
      return Optional.of(only(() -> SmallRun.of(graph, weights, options, small.get())));
    }
    if (general.isCutShort()) {
      general = WarmUp.begin(GeneratorRuns::all);
    }
    return Optional.of(general);
  }

  private WarmUp only(Supplier<SmallRun> run) {
    WarmUp before = general;
    before.stop();
    return WarmUp.begin(
        () -> {
          before.await();
          return List.of(run.get());
        });
  }
}
