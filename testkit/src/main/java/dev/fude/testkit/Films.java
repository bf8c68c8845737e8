package dev.fude.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Films of random pictures, for the tests of running norms. */
final class Films {
  private static final int PICTURES = 4;

  private Films() {}

  /**
   * Some pictures of a film.
   *
   * @param graphCase whose input they are like
   * @return pictures of one size, with nothing in common
   */
  static List<Tensor> pictures(GraphCase graphCase) {
    List<Tensor> pictures = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      long seed = graphCase.seed() + i;
      pictures.add(SeededTensors.values(graphCase.input(), graphCase.range(), seed));
    }
    return pictures;
  }

  /** Runs one picture of a film. */
  static Tensor run(PreparedGraph prepared, Tensor picture, RunningNorms film) {
    return prepared.run(RunInput.numbers(picture), RunOptions.DEFAULTS.withRunningNorms(film));
  }

  /** Skips the running test where a backend refuses films. */
  static void assumeKnown(Backend backend) {
    Optional<String> refusal =
        backend.refusal(RunOptions.DEFAULTS.withRunningNorms(new RunningNorms()));
    assumeTrue(refusal.isEmpty(), refusal::orElseThrow);
  }
}
