package dev.fude.model.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnimeGanV2Test {
  private static final double EPS = 1e-5;

  private final Graph graph = AnimeGanV2.graph(ResizeRule.ASYMMETRIC, EPS);

  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void itHasTheTensorsOfThePort(ResizeRule rule) {
    Map<String, Shape> tensors = AnimeGanV2.graph(rule, EPS).parameterShapes();

    assertThat(tensors).hasSize(77);
    assertThat(tensors.values().stream().mapToLong(Shape::elements).sum()).isEqualTo(2_143_552);
    assertThat(tensors)
        .containsEntry("block_a.0.1.weight", Shape.of(32, 3, 7, 7))
        .containsEntry("block_a.0.2.weight", Shape.of(32))
        .containsEntry("block_a.0.2.bias", Shape.of(32))
        .containsEntry("block_c.1.layers.0.1.weight", Shape.of(256, 128, 1, 1))
        .containsEntry("block_c.1.layers.1.1.weight", Shape.of(256, 1, 3, 3))
        .containsEntry("block_c.1.layers.1.1.bias", Shape.of(256))
        .containsEntry("block_c.4.layers.0.2.bias", Shape.of(512))
        .containsEntry("block_c.4.layers.2.weight", Shape.of(256, 512, 1, 1))
        .containsEntry("block_c.4.layers.3.weight", Shape.of(256))
        .containsEntry("block_e.2.1.weight", Shape.of(32, 64, 7, 7))
        .containsEntry("out_layer.0.weight", Shape.of(3, 32, 1, 1));
  }

  /** The work that the published layers add up to: 401,072 multiply-adds for each pixel. */
  @Test
  void itDoesTheWorkOfTheOriginal() {
    Map<String, Shape> shapes = graph.inferShapes(Shape.nhwc(1, 512, 512, 3));
    long work = 0;
    for (Node node : graph.nodes()) {
      List<Shape> inputs = node.inputs().stream().map(shapes::get).toList();
      work += node.op().multiplyAdds(inputs);
    }
    assertThat(work).isEqualTo(401_072L * 512 * 512);
  }

  @ParameterizedTest
  @CsvSource({
    "A.0, 48, 64, 32",
    "A.1, 24, 32, 64",
    "A.2, 24, 32, 64",
    "B.0, 12, 16, 128",
    "B.1, 12, 16, 128",
    "C.0, 12, 16, 128",
    "C.r1, 12, 16, 256",
    "C.r2, 12, 16, 256",
    "C.r3, 12, 16, 256",
    "C.r4, 12, 16, 256",
    "C.5, 12, 16, 128",
    "D.0, 24, 32, 128",
    "D.1, 24, 32, 128",
    "E.0, 48, 64, 64",
    "E.1, 48, 64, 64",
    "E.2, 48, 64, 32",
    "out, 48, 64, 3"
  })
  void everyStageCanBeReached(String stage, int height, int width, int channels) {
    Graph toStage = graph.upTo(AnimeGanV2.valueOf(stage));

    assertThat(toStage.inferShapes(Shape.nhwc(1, 48, 64, 3)).get(toStage.output()))
        .isEqualTo(Shape.nhwc(1, height, width, channels));
  }

  @Test
  void unknownStagesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnimeGanV2.valueOf("F.1"))
        .withMessageContaining("F.1");
  }

  @Test
  void alignCornersReturnsEverySizeFromEight() {
    Graph remembering = AnimeGanV2.graph(ResizeRule.ALIGN_CORNERS, EPS);
    for (int height = 8; height <= 40; height++) {
      for (int width = 8; width <= 40; width++) {
        Shape input = Shape.nhwc(2, height, width, 3);
        assertThat(remembering.inferShapes(input).get(remembering.output())).isEqualTo(input);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ResizeRule.class,
      names = {"ASYMMETRIC", "HALF_PIXEL"})
  void doublingReturnsMultiplesOfFour(ResizeRule rule) {
    Graph doubling = AnimeGanV2.graph(rule, EPS);
    for (int side = 8; side <= 40; side++) {
      Shape output = doubling.inferShapes(Shape.nhwc(1, side, side, 3)).get(doubling.output());
      assertThat(output.height()).isEqualTo(side / 4 * 4);
      assertThat(output.width()).isEqualTo(side / 4 * 4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void smallerInputsAreRefusedByTheNodeThatCannotMirror(int side) {
    assertThatExceptionOfType(InvalidShapeException.class)
        .isThrownBy(() -> graph.inferShapes(Shape.nhwc(1, side, 16, 3)))
        .withMessageContaining("block_");
  }

  @Test
  void itIsTheSameNetworkWithoutComposites() {
    Shape input = Shape.nhwc(1, 32, 24, 3);
    Graph expanded = graph.expanded();

    assertThat(expanded.parameterShapes().keySet())
        .containsExactlyInAnyOrderElementsOf(graph.parameterShapes().keySet());
    assertThat(expanded.inferShapes(input).get(expanded.output())).isEqualTo(input);
  }

  @Test
  void epsMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnimeGanV2.graph(ResizeRule.HALF_PIXEL, 0))
        .withMessageContaining("eps");
  }
}
