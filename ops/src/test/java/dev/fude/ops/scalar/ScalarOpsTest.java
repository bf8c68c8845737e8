package dev.fude.ops.scalar;

import static dev.fude.ops.scalar.ScalarRuns.row;
import static dev.fude.ops.scalar.ScalarRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.op.Divide;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Multiply;
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
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The specification itself, against numbers worked out by hand from the formulas. */
class ScalarOpsTest {
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
