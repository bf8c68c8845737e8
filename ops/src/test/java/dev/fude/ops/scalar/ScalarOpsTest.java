package dev.fude.ops.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Divide;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.runtime.Workers;
import dev.fude.testkit.SeededTensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The specification itself, against numbers worked out by hand from the formulas. */
class ScalarOpsTest {
  private static float[] run(Op op, Map<String, Tensor> parameters, Tensor... inputs) {
    List<Shape> shapes = Arrays.stream(inputs).map(Tensor::shape).toList();
    Tensor output = Tensor.zeros(op.outputShape(shapes));
    List<KernelInput> plain =
        Arrays.stream(inputs).map(in -> KernelInput.plain(in.data(), in.shape())).toList();
    ScalarKernels.table("scalar")
        .prepare(op, parameters)
        .run(new KernelCall(plain, output.data(), 0, output.shape(), null, new Workers(1, null)));
    return output.data();
  }

  /** A picture of one row and one channel. */
  private static Tensor row(float... values) {
    return Tensor.of(Shape.nhwc(1, 1, values.length, 1), values);
  }

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
  void productsAndQuotientsAreThoseOfElements() {
    assertThat(run(new Multiply(), Map.of(), row(1, -2, 0), row(3, 0.5f, 7)))
        .containsExactly(3, -1, 0);
    assertThat(run(new Divide(), Map.of(), row(1, -2, 1, 0), row(4, 0.5f, 0, 0)))
        .containsExactly(0.25f, -4, Float.POSITIVE_INFINITY, Float.NaN);
  }

  @Test
  void boxesHaveFewerPixelsAtTheEdges() {
    Tensor picture = Tensor.of(Shape.nhwc(1, 2, 3, 1), 1, 2, 3, 4, 5, 12);

    assertThat(run(new BoxMean(1), Map.of(), picture))
        .containsExactly(3, 4.5f, 5.5f, 3, 4.5f, 5.5f);
    assertThat(run(new BoxMean(2), Map.of(), row(1, 2, 3, 10))).containsExactly(2, 4, 4, 5);
  }

  @Test
  void poolsTakeTheLargestAndNanAboveAll() {
    Tensor picture =
        Tensor.of(Shape.nhwc(1, 3, 5, 1), 1, -2, 3, 4, 9, 5, 0, -1, 8, 9, 9, 9, 9, 9, 9);

    assertThat(run(new MaxPool(2, 2), Map.of(), picture)).containsExactly(5, 8);
    assertThat(run(new MaxPool(1, 2), Map.of(), picture)).containsExactly(1, 3, 9, 9, 9, 9);
    Tensor damaged =
        Tensor.of(Shape.nhwc(1, 1, 4, 1), Float.NaN, Float.NEGATIVE_INFINITY, -3, -0.5f);
    assertThat(run(new MaxPool(1, 1), Map.of(), damaged))
        .containsExactly(Float.NaN, Float.NEGATIVE_INFINITY, -3, -0.5f);
    Tensor square = Tensor.of(Shape.nhwc(1, 2, 2, 2), 7, -7, Float.NaN, -8, 7, -9, 7, -6);
    assertThat(run(new MaxPool(2, 1), Map.of(), square)).containsExactly(Float.NaN, -6);
  }

  @Test
  void valuesAreJoinedInTheirOrder() {
    Tensor first = Tensor.of(Shape.nhwc(1, 1, 2, 1), 1, 2);
    Tensor second = Tensor.of(Shape.nhwc(1, 1, 2, 2), 3, 4, 5, 6);

    assertThat(run(new Concat(3), Map.of(), first, second, first))
        .containsExactly(1, 3, 4, 1, 2, 5, 6, 2);
  }

  @Test
  void channelsBecomePixels() {
    Tensor pixel = Tensor.of(Shape.nhwc(1, 1, 1, 8), 0, 1, 2, 3, 4, 5, 6, 7);

    assertThat(run(new DepthToSpace(2, Arrangement.PIXELS), Map.of(), pixel))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(run(new DepthToSpace(2, Arrangement.CHANNELS), Map.of(), pixel))
        .containsExactly(0, 4, 1, 5, 2, 6, 3, 7);
  }

  @Test
  void pixelsOfASquareAreInTwoRows() {
    Tensor row = Tensor.of(Shape.nhwc(1, 1, 2, 4), 1, 2, 3, 4, 5, 6, 7, 8);

    assertThat(run(new DepthToSpace(2, Arrangement.PIXELS), Map.of(), row))
        .containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
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

  @Test
  void layerNormTakesAllChannelsTogether() {
    Tensor input = Tensor.of(Shape.nhwc(2, 1, 1, 2), 1, 3, 10, 10);
    Map<String, Tensor> parameters =
        Map.of("gamma", Tensor.of(Shape.of(2), 2, 4), "beta", Tensor.of(Shape.of(2), 5, 6));
    // First picture: mean 2, variance 1, with eps 3 a deviation of 2. Second: no variance.
    assertThat(run(new LayerNorm(3), parameters, input)).containsExactly(4, 8, 5, 6);
  }

  @Test
  void instanceNormTakesEachChannelByItself() {
    Tensor input = Tensor.of(Shape.nhwc(1, 1, 2, 2), 1, 10, 3, 10);
    Map<String, Tensor> parameters =
        Map.of("gamma", Tensor.of(Shape.of(2), 2, 4), "beta", Tensor.of(Shape.of(2), 5, 6));

    assertThat(run(new InstanceNorm(3), parameters, input)).containsExactly(4, 6, 6, 6);
  }

  @Test
  void padMirrorsOrAddsZeros() {
    Tensor input = Tensor.of(Shape.nhwc(1, 2, 2, 1), 1, 2, 3, 4);

    assertThat(run(new Pad(Padding.reflect(1)), Map.of(), input))
        .containsExactly(4, 3, 4, 3, 2, 1, 2, 1, 4, 3, 4, 3, 2, 1, 2, 1);
    assertThat(run(new Pad(new Padding(1, 0, 0, 1, PadMode.ZERO)), Map.of(), input))
        .containsExactly(0, 0, 0, 1, 2, 0, 3, 4, 0);
  }

  private static float[] resized(ResizeRule rule, int width, float... values) {
    ResizeBilinear resize = new ResizeBilinear(rule, new Resize.Size(1, width));
    return run(resize, Map.of(), row(values));
  }

  @Test
  void resizeFollowsItsRule() {
    assertThat(resized(ResizeRule.ASYMMETRIC, 4, 0, 8)).containsExactly(0, 4, 8, 8);
    assertThat(resized(ResizeRule.HALF_PIXEL, 4, 0, 8)).containsExactly(0, 2, 6, 8);
    assertThat(resized(ResizeRule.ALIGN_CORNERS, 5, 0, 8)).containsExactly(0, 2, 4, 6, 8);
    assertThat(resized(ResizeRule.ALIGN_CORNERS, 1, 3, 8)).containsExactly(3);
  }

  @Test
  void resizeMixesRowsAndColumns() {
    Tensor input = Tensor.of(Shape.nhwc(1, 2, 2, 1), 0, 8, 16, 24);
    ResizeBilinear resize = new ResizeBilinear(ResizeRule.ALIGN_CORNERS, new Resize.Size(3, 3));

    assertThat(run(resize, Map.of(), input)).containsExactly(0, 4, 8, 8, 12, 16, 16, 20, 24);
  }

  @Test
  void nearestResizeRepeatsPixels() {
    ResizeNearest fives = new ResizeNearest(new Resize.Size(1, 5));
    Tensor input = Tensor.of(Shape.nhwc(1, 2, 2, 1), 1, 2, 3, 4);

    assertThat(run(fives, Map.of(), row(1, 2))).containsExactly(1, 1, 1, 2, 2);
    assertThat(run(fives, Map.of(), row(1, 2, 3, 4, 5, 6, 7))).containsExactly(1, 2, 3, 5, 6);
    assertThat(run(new ResizeNearest(new Resize.Scale(2, 1)), Map.of(), input))
        .containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
  }

  @Test
  void scaleShiftTakesItsChannelsNumbers() {
    Tensor input = Tensor.of(Shape.nhwc(1, 1, 2, 2), 1, 10, -3, Float.NaN);
    Map<String, Tensor> parameters =
        Map.of("scale", Tensor.of(Shape.of(2), 2, -4), "shift", Tensor.of(Shape.of(2), 0.5f, 6));

    assertThat(run(new ScaleShift(), parameters, input))
        .containsExactly(2.5f, -34, -5.5f, Float.NaN);
  }

  @Test
  void preluTakesItsChannelsSlope() {
    Tensor input = Tensor.of(Shape.nhwc(1, 1, 3, 2), -4, -4, 3, -0f, Float.NaN, 0);
    Map<String, Tensor> parameters = Map.of("slope", Tensor.of(Shape.of(2), 0.25f, -2));

    assertThat(run(new PRelu(), parameters, input)).containsExactly(-1, 8, 3, -0f, Float.NaN, 0);
  }

  @Test
  void leakyReluScalesNegatives() {
    float[] output = run(new LeakyRelu(0.25f), Map.of(), row(-4, -0f, 0, 3, Float.NaN));

    assertThat(output).containsExactly(-1, -0f, 0, 3, Float.NaN);
  }

  @Test
  void tanhIsRoundedOnce() {
    float[] output =
        run(new Tanh(), Map.of(), row(0, 1, -1, 1e-30f, 20, Float.NEGATIVE_INFINITY, Float.NaN));

    assertThat(output).containsExactly(0, 0.7615942f, -0.7615942f, 1e-30f, 1, -1, Float.NaN);
  }

  @Test
  void addAdds() {
    assertThat(run(new Add(), Map.of(), row(1, 2, Float.NaN), row(10, -2, 1)))
        .containsExactly(11, 0, Float.NaN);
  }

  /**
   * Content 1, 3 and 0, 4; style -2, 6 and 5, 5: with eps 3, deviations 2, sqrt 7, sqrt 19 and sqrt
   * 3.
   */
  @Test
  void adaptiveInstanceNormTakesOnTheMomentsOfTheStyle() {
    Tensor content = Tensor.of(Shape.nhwc(1, 1, 2, 2), 1, 0, 3, 4);
    Tensor style = Tensor.of(Shape.nhwc(1, 1, 2, 2), -2, 5, 6, 5);
    double first = Math.sqrt(19) / 2;
    double second = 2 * Math.sqrt(3.0 / 7);

    assertThat(run(new AdaptiveInstanceNorm(3), Map.of(), content, style))
        .containsExactly(
            (float) (2 - first), (float) (5 - second), (float) (2 + first), (float) (5 + second));
  }

  @Test
  void spatialSoftmaxSharesOutEachChannelAmongItsPixels() {
    float ln3 = (float) Math.log(3);
    Tensor input = Tensor.of(Shape.nhwc(1, 2, 1, 2), 1000, 0, 1000, ln3);

    assertThat(run(new SpatialSoftmax(), Map.of(), input))
        .containsExactly(new float[] {0.5f, 0.25f, 0.5f, 0.75f}, within(1e-6f));
  }

  @Test
  void divisionByTheChannelSumTakesEachPixelByItself() {
    Tensor input = Tensor.of(Shape.nhwc(1, 1, 2, 2), 1, 2, 0, 6);

    assertThat(run(new DivideByChannelSum(1), Map.of(), input))
        .containsExactly(0.25f, 0.5f, 0, 6f / 7);
  }
}
