package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.real;
import static dev.fude.converter.files.OnnxParts.reals;
import static dev.fude.converter.files.OnnxParts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single nodes and a few of them together become. */
class PatternsTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  private String convOf(String window, boolean bias) {
    return String.format(
        "Conv2d[outChannels=3, window=Window[%s], groups=1, bias=%s] [picture]", window, bias);
  }

  @Test
  void batchNormIsInTheConvolutionBeforeIt() {
    String conv = graph.conv(graph.picture(), 3, 3, 1);
    String normed =
        graph.node(
            "BatchNormalization",
            List.of(
                conv,
                graph.stored(new float[] {1, 2, 3}, 3),
                graph.filled(0.25f, 3),
                graph.filled(0.5f, 3),
                graph.filled(4, 3)),
            real("epsilon", 0));
    ImportedGraph imported = graph.imported(folder, normed);
    assertThat(imported.graph().nodes()).hasSize(1);
    // 0.5 * gamma / sqrt(4), and 0.25 - 0.5 * gamma / sqrt(4)
    assertThat(imported.weights().tensor("conv2d_1.weight").data())
        .containsExactly(.25f, .25f, .25f, .5f, .5f, .5f, .75f, .75f, .75f);
    assertThat(imported.weights().tensor("conv2d_1.bias").data()).containsExactly(0, -.25f, -.5f);
  }

  @Test
  void convolutionThatTwoReadIsNotChanged() {
    String conv = graph.conv(graph.picture(), 3, 3, 1);
    String scaled = graph.node("Mul", List.of(conv, graph.filled(2)));
    assertThat(graph.ops(folder, graph.node("Add", List.of(conv, scaled))))
        .containsExactly(
            convOf(
                "kernelH=1, kernelW=1, strideH=1, strideW=1, dilationH=1, dilationW=1,"
                    + " padding=Padding[top=0, bottom=0, left=0, right=0, mode=ZERO]",
                false),
            "ScaleShift[] [conv2d_1]",
            "Add[] [scale_shift_1, conv2d_1]");
  }

  @ParameterizedTest
  @CsvSource({"SAME_UPPER, 0, 1", "SAME_LOWER, 1, 0", "VALID, 0, 0"})
  void paddingByName(String name, int top, int bottom) {
    String conv =
        graph.node(
            "Conv",
            List.of(graph.picture(), graph.filled(0.5f, 3, 3, 3, 3)),
            integers("strides", 2, 2),
            text("auto_pad", name));
    String window =
        String.format(
            "kernelH=3, kernelW=3, strideH=2, strideW=2, dilationH=1, dilationW=1,"
                + " padding=Padding[top=%d, bottom=%d, left=%d, right=%d, mode=ZERO]",
            top, bottom, top, bottom);
    assertThat(graph.ops(folder, conv)).containsExactly(convOf(window, false));
  }

  @ParameterizedTest
  @CsvSource({"SAME_UPPER, 0, 1", "SAME_LOWER, 1, 0", "VALID, 0, 0"})
  void transposedConvolutionByName(String name, int top, int bottom) {
    String enlarged =
        graph.node(
            "ConvTranspose",
            List.of(graph.picture(), graph.filled(0.5f, 3, 3, 3, 3), graph.filled(1, 3)),
            integers("strides", 2, 2),
            text("auto_pad", name));
    String window =
        String.format(
            "kernelH=3, kernelW=3, strideH=2, strideW=2, dilationH=1, dilationW=1,"
                + " padding=Padding[top=%d, bottom=%d, left=%d, right=%d, mode=ZERO]",
            top, bottom, top, bottom);
    assertThat(graph.ops(folder, enlarged))
        .containsExactly(
            String.format(
                "ConvTranspose2d[outChannels=3, window=Window[%s], outputPaddingH=0,"
                    + " outputPaddingW=0, bias=true] [picture]",
                window));
  }

  @ParameterizedTest
  @CsvSource({"NOTSET", "VALID", "SAME_UPPER"})
  void largestPixels(String padding) {
    String largest =
        graph.node(
            "MaxPool",
            graph.picture(),
            integers("kernel_shape", 2, 2),
            integers("strides", 2, 2),
            text("auto_pad", padding));
    assertThat(graph.ops(folder, largest)).containsExactly("MaxPool[kernel=2, stride=2] [picture]");
  }

  /** As tools that convert to float16 leave their casts: at the end of the graph. */
  @Test
  void nodesInAnyOrder() {
    String tanh = graph.node("Tanh", List.of("cast"));
    graph.file().namedNode("Cast", "cast", List.of("clipped"), integer("to", 1));
    graph.file().namedNode("Relu", "clipped", List.of(graph.picture()));
    assertThat(graph.ops(folder, tanh))
        .containsExactly("LeakyRelu[slope=0.0] [picture]", "Tanh[] [leaky_relu_1]");
  }

  @Test
  void joinedPictures() {
    String wide = graph.conv(graph.picture(), 3, 4, 1);
    String joined = graph.node("Concat", List.of(wide, graph.picture()), integer("axis", -3));
    assertThat(graph.ops(folder, graph.conv(joined, 7, 3, 1)).get(1))
        .isEqualTo("Concat[count=2] [conv2d_1, picture]");
  }

  @ParameterizedTest
  @CsvSource({"DCR, PIXELS", "CRD, CHANNELS"})
  void channelsThatBecomePixels(String mode, String arrangement) {
    String wide = graph.conv(graph.picture(), 3, 12, 1);
    String enlarged = graph.node("DepthToSpace", wide, integer("blocksize", 2), text("mode", mode));
    assertThat(graph.ops(folder, enlarged).get(1))
        .isEqualTo("DepthToSpace[factor=2, arrangement=" + arrangement + "] [conv2d_1]");
  }

  @Test
  void sumsOfBoxesDividedByTheirPixelsAreMeans() {
    String sums = graph.box(graph.picture(), 2);
    String pixels = graph.box(graph.ones(graph.picture()), 2);
    assertThat(graph.ops(folder, graph.node("Div", List.of(sums, pixels))))
        .containsExactly("BoxMean[radius=2] [picture]");
  }

  /** As TensorFlow has it. */
  @Test
  void onesMayHaveTheirChannelsLast() {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String ones = graph.node("Transpose", graph.ones(last), integers("perm", 0, 3, 1, 2));
    String pixels = graph.node("Transpose", graph.box(ones, 1), integers("perm", 0, 2, 3, 1));
    String sums =
        graph.node("Transpose", graph.box(graph.picture(), 1), integers("perm", 0, 2, 3, 1));
    assertThat(graph.ops(folder, graph.node("Div", List.of(sums, pixels))))
        .containsExactly("BoxMean[radius=1] [picture]");
  }

  /** A picture times itself, less what it was, divided: each is an op of two pictures. */
  @Test
  void productsAndQuotients() {
    String square = graph.node("Mul", List.of(graph.picture(), graph.picture()));
    String less = graph.node("Sub", List.of(square, graph.picture()));
    assertThat(graph.ops(folder, graph.node("Div", List.of(less, square))))
        .containsExactly(
            "Multiply[] [picture, picture]",
            "ScaleShift[] [picture]",
            "Add[] [scale_shift_1, multiply_1]",
            "Divide[] [add_1, multiply_1]");
  }

  /** x - mean in the input's levels, then a factor: one scale and shift. */
  @Test
  void levelsAreScaledOnce() {
    String mean = graph.stored(new float[] {1, 2, 3}, 3, 1, 1);
    String centered = graph.node("Sub", List.of(graph.picture(), mean));
    String scaled = graph.node("Div", List.of(centered, graph.filled(2)));
    ImportedGraph imported = graph.imported(folder, graph.node("Tanh", scaled));
    assertThat(imported.graph().nodes()).hasSize(2);
    assertThat(imported.weights().tensor("scale_shift_1.scale").data())
        .containsExactly(.5f, .5f, .5f);
    assertThat(imported.weights().tensor("scale_shift_1.shift").data())
        .containsExactly(-.5f, -1, -1.5f);
  }

  @Test
  void largerOfItselfAndAFractionIsLeaky() {
    String fraction = graph.node("Mul", List.of(graph.picture(), graph.filled(0.25f)));
    assertThat(graph.ops(folder, graph.node("Max", List.of(fraction, graph.picture()))))
        .containsExactly("LeakyRelu[slope=0.25] [picture]");
  }

  @Test
  void slopesOfChannels() {
    String slopes = graph.stored(new float[] {0.1f, 0.2f, 0.3f}, 3, 1, 1);
    ImportedGraph imported =
        graph.imported(folder, graph.node("PRelu", List.of(graph.picture(), slopes)));
    assertThat(imported.weights().tensor("prelu_1.slope").data()).containsExactly(.1f, .2f, .3f);
  }

  @Test
  void instanceNormOfEachChannel() {
    String normed =
        graph.node(
            "InstanceNormalization",
            List.of(graph.picture(), graph.filled(1, 3), graph.filled(0, 3)),
            real("epsilon", 1e-6f));
    assertThat(graph.ops(folder, normed)).containsExactly("InstanceNorm[eps=1.0E-6] [picture]");
  }

  @ParameterizedTest
  @CsvSource({
    "asymmetric, floor",
    "half_pixel, round_prefer_floor",
    "half_pixel, round_prefer_ceil",
    "tf_half_pixel_for_nn, floor"
  })
  void nearestByAWholeMultiple(String coordinates, String rounding) {
    String resized =
        graph.node(
            "Resize",
            List.of(graph.picture(), "", graph.stored(new float[] {1, 1, 3, 3}, 4)),
            text("mode", "nearest"),
            text("coordinate_transformation_mode", coordinates),
            text("nearest_mode", rounding));
    assertThat(graph.ops(folder, resized))
        .containsExactly("ResizeNearest[target=Scale[factorH=3, factorW=3]] [picture]");
  }

  @Test
  void whatOnlyTrainingNeedsIsLeftOut() {
    String same = graph.node("Dropout", graph.node("Identity", graph.picture()));
    String padded =
        graph.node("Pad", List.of(same, graph.list(0, 0, 0, 0, 0, 0, 0, 0)), text("mode", "edge"));
    String cast = graph.node("Cast", padded, integer("to", 1));
    assertThat(graph.ops(folder, graph.node("Tanh", cast))).containsExactly("Tanh[] [picture]");
  }

  /** Before opset 9 no input says them. */
  @Test
  void scalesThatAreSettings() {
    graph.file().opset(8);
    String half = graph.conv(graph.picture(), 3, 3, 2);
    String large = graph.node("Upsample", half, reals("scales", 1, 1, 2, 2));
    String larger = graph.node("Upsample", large, real("height_scale", 3), real("width_scale", 2));
    assertThat(graph.ops(folder, larger).stream().skip(1))
        .containsExactly(
            "ResizeNearest[target=Scale[factorH=2, factorW=2]] [conv2d_1]",
            "ResizeNearest[target=Scale[factorH=3, factorW=2]] [resize_nearest_1]");
  }

  @Test
  void noScalesAreDamage() {
    String none = graph.node("Upsample", graph.picture());
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, none), "\"Upsample\"", "neither sizes nor scales");
  }
}
