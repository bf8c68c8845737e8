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
 * What this JVM warms up with, as long as it is young: at most three warm-ups, one after the other.
 * Until it is known which network will run, it may well be AnimeGANv2's generator. If then it is a
 * light one, that one itself is repeated and nothing else, until a heavy one comes as well.
 */
final class WarmUps {
  /** Where the three are. */
  private enum Stage {
    /** With the generator's runs, on suspicion. */
    GUESS,
    /** With the light network that came instead. */
    LIGHT,
    /** With the generator's runs, to their end. */
    SETTLED
  }

  private final Supplier<List<SmallRun>> guess;
  private WarmUp latest; // null until somebody asks for a warm-up
  private Stage stage = Stage.GUESS;

  /**
   * None yet.
   *
   * @param guess runs of kernels that are most likely needed
   */
  WarmUps(Supplier<List<SmallRun>> guess) {
    this.guess = guess;
  }

  /** Begins with the guess; only the first call does. */
  synchronized void begin() {
    if (latest == null) {
      latest = WarmUp.begin(guess);
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
    if (latest == null) {
      return Optional.empty();
    }
    if (stage != Stage.SETTLED) {
      Optional<Shape> small = SmallRun.picture(network, graph.inputChannels());
      if (small.isEmpty()) {
        settle();
      } else if (stage == Stage.GUESS && latest.isUnderWay()) {
        repeat(graph, weights, options, small.get());
      }
    }
    return Optional.of(latest);
  }

  /** With a heavy network the guess was right. */
  private void settle() {
    if (stage == Stage.LIGHT) {
      latest = WarmUp.begin(after(latest, guess));
    }
    stage = Stage.SETTLED;
  }

  private void repeat(Graph graph, Weights weights, ExecutionOptions options, Shape picture) {
    latest.stop();
    latest =
        WarmUp.begin(after(latest, () -> List.of(SmallRun.of(graph, weights, options, picture))));
    stage = Stage.LIGHT;
  }

  private static Supplier<List<SmallRun>> after(WarmUp before, Supplier<List<SmallRun>> runs) {
    return () -> {
      before.await();
      return runs.get();
    };
  }
}
