package dev.fude.ops.scalar;

import static dev.fude.ops.scalar.ScalarRuns.row;
import static dev.fude.ops.scalar.ScalarRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Convolutions by the specification, against numbers worked out by hand from the formulas. */
class ScalarConvolutionsTest {
  private static Window rowWindow(int kernel, int stride, int dilation, Padding padding) {
    return new Window(1, kernel, 1, stride, 1, dilation, padding);
  }

  private static Padding sides(int left, int right, PadMode mode) {
    return new Padding(0, 0, left, right, mode);
  }

  /** Decimal digits as weights, so that each output spells the inputs it read. */
  private static Tensor digits() {
    return Tensor.of(Shape.of(1, 1, 1, 3), 100, 10, 1);
  }

  private static float[] convRow(int stride, int dilation, Padding padding) {
    Conv2d conv = Conv2d.of(1, rowWindow(3, stride, dilation, padding));
    return run(conv, Map.of("weight", digits()), row(1, 2, 3, 4, 5));
  }

  @Test
  void convolutionPads() {
    assertThat(convRow(1, 1, Padding.NONE)).containsExactly(123, 234, 345);
    assertThat(convRow(1, 1, sides(1, 2, PadMode.ZERO)))
        .containsExactly(12, 123, 234, 345, 450, 500);
    assertThat(convRow(1, 1, sides(2, 1, PadMode.REFLECT)))
        .containsExactly(321, 212, 123, 234, 345, 454);
  }

  @Test
  void convolutionStridesAndDilates() {
    assertThat(convRow(2, 1, sides(0, 1, PadMode.REFLECT))).containsExactly(123, 345);
    assertThat(convRow(3, 1, sides(1, 1, PadMode.ZERO))).containsExactly(12, 345);
    assertThat(convRow(1, 2, sides(1, 1, PadMode.ZERO))).containsExactly(24, 135, 240);
  }

  @Test
  void convolutionTakesRowsColumnsAndPicturesApart() {
    Tensor input = Tensor.of(Shape.nhwc(2, 2, 3, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2);
    Tensor weight = Tensor.of(Shape.of(1, 1, 2, 2), 1000, 100, 10, 1);
    Conv2d conv = Conv2d.of(1, Window.square(2, 1, Padding.NONE));

    assertThat(run(conv, Map.of("weight", weight), input)).containsExactly(1245, 2356, 7801, 8912);
  }

  @Test
  void convolutionSumsTheChannelsOfItsGroup() {
    Tensor pixel = Tensor.of(Shape.nhwc(1, 1, 1, 4), 1, 2, 3, 4);
    Tensor weight = Tensor.of(Shape.of(4, 2, 1, 1), 10, 1, 1, 10, 100, 1, 1, 100);
    Tensor bias = Tensor.of(Shape.of(4), 0.5f, 0, 0, -0.5f);
    Conv2d conv = new Conv2d(4, Window.square(1, 1, Padding.NONE), 2, true);

    assertThat(run(conv, Map.of("weight", weight, "bias", bias), pixel))
        .containsExactly(12.5f, 21, 304, 402.5f);
  }

  @Test
  void convolutionSumsInDouble() {
    Tensor pixel = Tensor.of(Shape.nhwc(1, 1, 1, 3), 1e8f, 1, -1e8f);
    Tensor weight = Tensor.of(Shape.of(1, 3, 1, 1), 1, 1, 1);

    assertThat(run(Conv2d.pointwise(1), Map.of("weight", weight), pixel)).containsExactly(1);
  }

  @Test
  void transposedConvolutionSpreadsItsInputs() {
    Window window = rowWindow(3, 1, 1, Padding.NONE);
    Window twice = new Window(1, 3, 1, 2, 1, 1, Padding.NONE);
    Window cut = twice.withPadding(sides(1, 1, PadMode.ZERO));
    Map<String, Tensor> parameters = Map.of("weight", digits());

    assertThat(run(new ConvTranspose2d(1, window, 0, 0, false), parameters, row(1, 2, 3)))
        .containsExactly(100, 210, 321, 32, 3);
    assertThat(run(new ConvTranspose2d(1, twice, 0, 0, false), parameters, row(1, 2, 3)))
        .containsExactly(100, 10, 201, 20, 302, 30, 3);
    assertThat(run(new ConvTranspose2d(1, cut, 0, 1, false), parameters, row(1, 2, 3)))
        .containsExactly(10, 201, 20, 302, 30, 3);
  }

  @Test
  void transposedConvolutionSumsAllChannels() {
    Tensor pixel = Tensor.of(Shape.nhwc(1, 1, 1, 2), 1, 2);
    Tensor weight = Tensor.of(Shape.of(2, 3, 1, 1), 10, 20, 30, 1, 2, 3);
    Tensor bias = Tensor.of(Shape.of(3), 0.5f, 0, -0.5f);
    Window single = Window.square(1, 1, Padding.NONE);

    assertThat(
            run(
                new ConvTranspose2d(3, single, 0, 0, true),
                Map.of("weight", weight, "bias", bias),
                pixel))
        .containsExactly(12.5f, 24, 35.5f);
  }

  @Test
  void depthwiseConvolutionIsConvolutionInGroupsOfOneChannel() {
    long seed = 5;
    Window window = new Window(3, 2, 2, 1, 1, 2, new Padding(1, 0, 2, 1, PadMode.REFLECT));
    Map<String, Tensor> parameters =
        Map.of(
            "weight", SeededTensors.uniform(Shape.of(5, 1, 3, 2), -1, 1, seed),
            "bias", SeededTensors.uniform(Shape.of(5), -1, 1, seed + 1));
    Tensor input = SeededTensors.uniform(Shape.nhwc(2, 6, 7, 5), -1, 1, seed + 2);

    assertThat(run(new DepthwiseConv2d(window, true), parameters, input))
        .as("seed %d", seed)
        .containsExactly(run(new Conv2d(5, window, 5, true), parameters, input));
  }
}
