package dev.fude.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.AnimeGanV2;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sides a network takes, as its own shape rules tell it. */
class PictureSidesTest {
  @ParameterizedTest
  @CsvSource({"ASYMMETRIC, 4", "HALF_PIXEL, 4", "ALIGN_CORNERS, 1"})
  void animeGanV2HalvesTwice(ResizeRule rule, int multiple) {
    PictureSides sides = PictureSides.of(AnimeGanV2.graph(rule, 1e-5));

    assertThat(sides).isEqualTo(new PictureSides(8, multiple, 1));
  }

  @Test
  void halvingFiveTimesNeedsMultiplesOf32() {
    GraphBuilder graph = Graph.builder("x", 3);
    String value = graph.input();
    for (int i = 0; i < 5; i++) {
      value = graph.add("halve" + i, Conv2d.of(3, Window.square(2, 2, Padding.NONE)), value);
    }
    for (int i = 0; i < 5; i++) {
      value = graph.add("double" + i, ResizeBilinear.twice(ResizeRule.ASYMMETRIC), value);
    }

    assertThat(PictureSides.of(graph.build(value))).isEqualTo(new PictureSides(32, 32, 1));
  }

  @Test
  void theShortestSideIsTheLeastMultipleThatIsTaken() {
    GraphBuilder graph = Graph.builder("x", 3);
    String value = graph.add("wide", Conv2d.of(3, Window.square(9, 1, Padding.reflect(4))), "x");
    value = graph.add("halve", Conv2d.of(3, Window.square(2, 2, Padding.NONE)), value);
    value = graph.add("double", ResizeBilinear.twice(ResizeRule.ASYMMETRIC), value);

    assertThat(PictureSides.of(graph.build(value))).isEqualTo(new PictureSides(6, 2, 1));
  }

  @Test
  void resultsMayBeLarger() {
    GraphBuilder graph = Graph.builder("x", 3);
    ResizeBilinear threefold = new ResizeBilinear(ResizeRule.HALF_PIXEL, new Resize.Scale(3, 3));
    String value = graph.add("enlarge", threefold, graph.input());

    assertThat(PictureSides.of(graph.build(value))).isEqualTo(new PictureSides(1, 1, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "8, 4, 1, 8, 8, 8",
    "12, 4, 1, 8, 16, 8",
    "1, 1, 3, 8, 8, 8",
    "6, 3, 1, 2, 6, 6",
    "32, 32, 1, 8, 32, 32",
    "8, 4, 1, 1, 8, 4",
    "10, 10, 2, 64, 320, 320"
  })
  void multiplesThatShapesDoNotTellAreAdded(
      int least, int multiple, int scale, int number, int newLeast, int newMultiple) {
    assertThat(new PictureSides(least, multiple, scale).inMultiplesOf(number))
        .isEqualTo(new PictureSides(newLeast, newMultiple, scale));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -8, 65})
  void multiplesThatNoNetworkWantsAreRefused(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PictureSides(8, 4, 1).inMultiplesOf(number))
        .withMessage(
            "Sides of pictures are multiples of a number from 1 to 64, not of " + number + ".");
  }

  @Test
  void networksWithoutProportionsAreRefused() {
    GraphBuilder shrinking = Graph.builder("x", 3);
    Conv2d unpadded = Conv2d.of(3, Window.square(3, 1, Padding.NONE));
    refused(shrinking.build(shrinking.add("a", unpadded, "x")), "proportions");

    GraphBuilder fixed = Graph.builder("x", 3);
    ResizeBilinear toSize = new ResizeBilinear(ResizeRule.HALF_PIXEL, new Resize.Size(64, 64));
    refused(fixed.build(fixed.add("a", toSize, "x")), "proportions");

    GraphBuilder huge = Graph.builder("x", 3);
    Conv2d wide = Conv2d.of(3, Window.square(2000, 1, Padding.NONE));
    refused(huge.build(huge.add("a", wide, "x")), "takes no picture");
  }

  @Test
  void networksOfGreyAreNoNetworksOfPictures() {
    GraphBuilder grey = Graph.builder("x", 1);
    Graph graph = grey.build(grey.add("a", new Tanh(), "x"));
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(
            () ->
                Model.of(
                    graph,
                    new Weights(Map.of(), Map.of()),
                    ChannelOrder.RGB,
                    ValueRange.SIGNED_UNIT,
                    ValueRange.SIGNED_UNIT,
                    ModelCard.BLANK))
        .withMessage(
            "The network leads from 1 channel to 1; only networks from picture to picture, from 3"
                + " to 3, can be painted with. Convert another, or run it as it is"
                + " (Backend.prepare).");
  }

  private static void refused(Graph graph, String words) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> PictureSides.of(graph))
        .withMessageContaining(words)
        .withMessageEndingWith("Convert another, or run it as it is (Backend.prepare).");
  }
}
