package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.weights.Weights;
import dev.fude.painter.Painter;
import dev.fude.testkit.StubBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FrameOptionsTest {
  private static final String REFUSAL =
      "Backend \"filmless\" cannot keep norms; leave the running norms out, or choose another.";

  private final List<String> told = new ArrayList<>();

  /** Computes as the specification does, but no films. */
  private static final class FilmlessBackend extends StubBackend {
    private final Backend scalar = BackendSelector.installed().select("scalar").backend();

    FilmlessBackend() {
      super("filmless");
    }

    @Override
    public Optional<String> refusal(RunOptions options) {
      return options.runningNorms().map(norms -> REFUSAL);
    }

    @Override
    public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
      return scalar.prepare(graph, weights, options);
    }
  }

  private void prepare(String... args) {
    FrameOptions options = CommandLine.populateCommand(new FrameOptions(), args);
    try (Painter painter =
        Painter.builder()
            .model(FilmEndsCommandTest.toy())
            .backend(new BackendSelector(List.of(new FilmlessBackend())).select("filmless"))
            .build()) {
      options.painter(painter, told::add).close();
    }
  }

  @Test
  void steadyNormsThatWereAskedForAreRefusedBeforeAnyFrame() {
    assertThatThrownBy(() -> prepare("--steady", "0.9"))
        .isInstanceOfSatisfying(
            WrongUseException.class,
            refused ->
                assertThat(Failures.sentence(refused))
                    .isEqualTo(
                        "--steady 0.9 is not possible here: Backend \"filmless\" cannot keep"
                            + " norms; leave --steady out, or choose another."));
  }

  @Test
  void othersAreDoneWithoutWhichIsTold() {
    prepare();
    assertThat(told).containsExactly("tones may flicker: " + REFUSAL);
    told.clear();
    prepare("--steady", "0");
    assertThat(told).isEmpty();
  }
}
