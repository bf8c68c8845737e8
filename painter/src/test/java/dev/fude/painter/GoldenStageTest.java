package dev.fude.painter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.testkit.GoldenFiles;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stage of one small picture with trained weights against the float64 reference. */
@Tag("every-width")
class GoldenStageTest {
  /** Of a stage's largest number: what pictures may be off of the range from -1 to 1. */
  private static final float TOLERANCE = 1e-4f;

  private static final List<String> STAGES =
      List.of(
          "A.0", "A.1", "A.2", "B.0", "B.1", "C.0", "C.r1", "C.r2", "C.r3", "C.r4", "C.5", "D.0",
          "D.1", "E.0", "E.1", "E.2", "out");

  /** A forced width may be emulated: there a stage of each kind must do. */
  static Stream<String> stages() {
    return TestExecution.isForcedWidth() ? Stream.of("A.1", "C.r2") : STAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void stageIsTheReference(String stage) {
    GoldenFiles golden = GoldenFiles.read("layers/hayao_64x48_tf.safetensors");
    Tensor expected = golden.results().get(stage);
    Weights weights = TestModels.trained().weights();
    Graph toStage =
        AnimeGanV2.graph(golden.rule(), golden.normEps()).upTo(AnimeGanV2.valueOf(stage));
    Backend backend = BackendSelector.installed().select(TestExecution.backend()).backend();

    Tensor actual =
        backend.prepare(toStage, weights, ExecutionOptions.allProcessors()).run(golden.input());

    assertThatTensor(actual).as(stage).isCloseTo(expected, TOLERANCE * largest(expected));
  }

  private static float largest(Tensor tensor) {
    float largest = 0;
    for (float value : tensor.data()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
