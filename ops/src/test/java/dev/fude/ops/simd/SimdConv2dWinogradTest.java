package dev.fude.ops.simd;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.SeededTensors;
import dev.fude.testkit.Specification;
import dev.fude.testkit.ValueRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which convolutions go by Winograd, and what is peculiar to them. That they give what the
 * specification gives is the contract's business; here are only cases so small that even emulated
 * vectors of any width can take them.
 */
@Tag("simd")
@Tag("every-width")
class SimdConv2dWinogradTest {
  private static final Padding ONE = Padding.reflect(1);

  private static GraphCase convolution(Conv2d op, int height, int width, int channels) {
    GraphBuilder builder = Graph.builder("in", channels);
    Graph graph = builder.build(builder.add("op", op, builder.input()));
    Shape input = Shape.nhwc(1, height, width, channels);
    return new GraphCase("convolution", graph, input, ValueRange.UNIT);
  }

  private static PreparedGraph prepare(GraphCase graphCase, boolean exact) {
    ExecutionOptions options = ExecutionOptions.ofThreads(1).withExact(exact);
    return new SimdBackend().prepare(graphCase.graph(), graphCase.weights(), options);
  }

  private static String algorithm(GraphCase graphCase, boolean exact) {
    try (PreparedGraph prepared = prepare(graphCase, exact)) {
      return prepared.plan(graphCase.input()).steps().get(0).algorithm().orElseThrow().text();
    }
  }

  @ParameterizedTest
  @CsvSource({"3, '8x8,3x3'", "7, '6x6,7x7'"})
  void planTellsTheAlgorithmAndExactForcesTheDirectOne(int kernel, String tile) {
    Conv2d op = Conv2d.of(16, Window.square(kernel, 1, Padding.zero(kernel / 2)));
    GraphCase graphCase = convolution(op, 8, 8, 16);

    assertThat(algorithm(graphCase, false)).isEqualTo("winograd " + tile);
    assertThat(algorithm(graphCase, true)).isEqualTo("direct");
    try (PreparedGraph prepared = prepare(graphCase, false)) {
      assertThat(prepared.plan(graphCase.input()).describe()).contains("winograd " + tile);
    }
  }

  @Test
  void whatTilesDoNotFitIsDirect() {
    Window strided = Window.square(3, 2, ONE);
    Window oneWay = new Window(3, 3, 1, 2, 1, 1, ONE);
    Window dilated = new Window(3, 3, 1, 1, 1, 2, Padding.reflect(2));
    Window oblong = new Window(3, 7, 1, 1, 1, 1, Padding.reflect(3));
    for (Window window : new Window[] {strided, oneWay, dilated, oblong}) {
      assertThat(algorithm(convolution(Conv2d.of(32, window), 9, 9, 32), false))
          .as("%s", window)
          .isEqualTo("direct");
    }
    Window five = Window.square(5, 1, Padding.reflect(2));
    Window three = Window.square(3, 1, ONE);
    assertThat(algorithm(convolution(Conv2d.of(32, five), 9, 9, 32), false)).isEqualTo("direct");
    Conv2d grouped = new Conv2d(64, three, 2, false);
    assertThat(algorithm(convolution(grouped, 9, 9, 64), false)).isEqualTo("direct");
    assertThat(algorithm(convolution(Conv2d.of(64, three), 9, 9, 2), false)).isEqualTo("direct");
  }

  @Test
  void whatHasFewOutputChannelsIsPlanarUnlessItHasGroupsOrOneTapOrVeryMany() {
    Window three = Window.square(3, 1, ONE);
    Window strided = Window.square(7, 2, Padding.reflect(3));
    Conv2d fifteen = Conv2d.of(15, three);
    assertThat(algorithm(convolution(fifteen, 9, 9, 64), false)).isEqualTo("planar winograd 8,3");
    assertThat(algorithm(convolution(fifteen, 9, 9, 65), false)).isEqualTo("planar");
    assertThat(algorithm(convolution(fifteen, 9, 9, 64), true)).isEqualTo("planar");
    assertThat(algorithm(convolution(Conv2d.of(3, strided), 9, 9, 5), false)).isEqualTo("planar");
    assertThat(algorithm(convolution(Conv2d.pointwise(3), 9, 9, 5), false)).isEqualTo("direct");
    Conv2d grouped = new Conv2d(4, three, 2, false);
    assertThat(algorithm(convolution(grouped, 9, 9, 4), false)).isEqualTo("direct");
    Conv2d huge = Conv2d.of(3, Window.square(33, 1, Padding.zero(16)));
    assertThat(algorithm(convolution(huge, 9, 9, 8), false)).isEqualTo("direct");
  }

  @Test
  void tilesOfSevenLieAlongTheRowsAloneWhereChannelsAreFew() {
    Window seven = Window.square(7, 1, Padding.reflect(3));
    Conv2d sixteen = Conv2d.of(16, seven);
    assertThat(algorithm(convolution(sixteen, 9, 9, 6), false)).isEqualTo("planar winograd 6,7");
    assertThat(algorithm(convolution(sixteen, 9, 9, 7), false)).isEqualTo("winograd 6x6,7x7");
    Conv2d thirtyTwo = Conv2d.of(32, seven);
    assertThat(algorithm(convolution(thirtyTwo, 9, 9, 3), false)).isEqualTo("planar winograd 6,7");
    assertThat(algorithm(convolution(thirtyTwo, 9, 9, 4), false)).isEqualTo("winograd 6x6,7x7");
    Conv2d three = Conv2d.of(3, seven);
    assertThat(algorithm(convolution(three, 9, 9, 16), false)).isEqualTo("planar winograd 6,7");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void incompleteTilesGiveWhatTheSpecificationGives(int kernel) {
    Padding uneven = new Padding(1, 0, 2, 0, PadMode.ZERO);
    Conv2d op = new Conv2d(17, Window.square(kernel, 1, uneven), 1, true);
    GraphCase graphCase = convolution(op, kernel + 4, kernel + 1, 18);
    Tensor input = graphCase.inputTensor();
    try (PreparedGraph prepared = prepare(graphCase, false)) {
      Plan plan = prepared.plan(graphCase.input());
      Specification specification = Specification.of(graphCase, plan);
      assertThatTensor(prepared.run(input))
          .as("kernel %d, seed %d", kernel, graphCase.seed())
          .isCloseTo(specification.output(), specification.tolerance());
    }
  }

  /** Of so many columns that strips and rows end within a vector, and of several chunks of rows. */
  @ParameterizedTest
  @CsvSource({"3, 1, 1, 2", "3, 37, 45, 24", "7, 3, 13, 1", "7, 20, 33, 16"})
  void tilesAlongRowsGiveWhatTheSpecificationGives(int kernel, int height, int width, int inputs) {
    Padding uneven = new Padding(1, kernel - 2, 2, kernel - 3, PadMode.ZERO);
    Conv2d op = new Conv2d(4, Window.square(kernel, 1, uneven), 1, true);
    GraphCase graphCase = convolution(op, height, width, inputs);
    Tensor input = graphCase.inputTensor();
    try (PreparedGraph prepared = prepare(graphCase, false)) {
      Plan plan = prepared.plan(graphCase.input());
      assertThat(plan.describe()).contains("planar winograd");
      Specification specification = Specification.of(graphCase, plan);
      assertThatTensor(prepared.run(input))
          .as("kernel %d, seed %d", kernel, graphCase.seed())
          .isCloseTo(specification.output(), specification.tolerance());
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 16", "7, 16", "3, 5", "7, 5"})
  void notANumberStaysInTheTilesThatReadIt(int kernel, int outChannels) {
    Conv2d op = Conv2d.of(outChannels, Window.square(kernel, 1, Padding.reflect(kernel / 2)));
    GraphCase graphCase = convolution(op, 24, 24, 16);
    Tensor input = SeededTensors.uniform(graphCase.input(), -1, 1, graphCase.seed());
    int y = 9;
    int x = 10;
    input.data()[(y * 24 + x) * 16 + 3] = Float.NaN;
    try (PreparedGraph prepared = prepare(graphCase, false)) {
      Tensor output = prepared.run(input);
      for (int pixel = 0; pixel < 24 * 24; pixel++) {
        int down = pixel / 24 - y;
        int across = pixel % 24 - x;
        boolean inWindow = Math.max(Math.abs(down), Math.abs(across)) <= kernel / 2;
        boolean inTile = tileReads(pixel / 24, y, kernel) && tileReads(pixel % 24, x, kernel);
        for (int c = 0; c < outChannels; c++) {
          float value = output.data()[pixel * outChannels + c];
          if (inWindow) {
            assertThat(value).as("pixel %d", pixel).isNaN();
          } else if (!inTile) {
            assertThat(value).as("pixel %d", pixel).isFinite();
          }
        }
      }
    }
  }

  /** Whether the tile of outputs that one is in reads an input: half a kernel round it. */
  private static boolean tileReads(int output, int input, int kernel) {
    int outputs = kernel == 3 ? 8 : 6;
    int first = output / outputs * outputs;
    int last = first + outputs - 1;
    return first - kernel / 2 <= input && input <= last + kernel / 2;
  }
}
