package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.text;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.Conversion;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Fude has no op for is refused by the node's name, with where it stands. */
class RefusedGraphsTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  static void assertRefused(ThrowingCallable importing, String... words) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(importing)
        .withMessageContainingAll(words)
        .withMessageNotContaining("\n");
  }

  private void assertRefusedWith(String output, String... words) {
    assertRefused(() -> graph.imported(folder, output), words);
  }

  /** A detector of faces, which {@link OutputsTest} imports as what it is. */
  @Test
  void siblingThatPaintsNothing() {
    Path path = SharedFolder.require("models/yunet/yunet_n_dynamic.onnx");
    assertRefused(
        () -> ImportedNetworkTest.imported(path),
        "its graph gives 12 values (\"cls_8\", \"cls_16\", \"cls_32\", \"obj_8\", \"obj_16\" and 7"
            + " more), and only networks that give one picture can be painted with");
  }

  @ParameterizedTest
  @CsvSource({
    "pads, 1, 1, windows that are padded",
    "dilations, 2, 2, stretched",
    "strides, 1, 2, no squares",
    "kernel_shape, 3, 2, no squares",
    "kernel_shape, 0, 0, not from 1 to 1024",
    "strides, 2, 5000, not from 1 to 1024"
  })
  void largestPixelsOfOtherWindows(String setting, int height, int width, String words) {
    Map<String, long[]> settings = new HashMap<>(Map.of("kernel_shape", new long[] {2, 2}));
    boolean isPads = setting.equals("pads");
    settings.put(setting, isPads ? new long[] {height, width, 0, 0} : new long[] {height, width});
    ProtoBytes[] all =
        settings.entrySet().stream()
            .map(each -> integers(each.getKey(), each.getValue()))
            .toArray(ProtoBytes[]::new);
    assertRefusedWith(graph.node("MaxPool", graph.picture(), all), "\"MaxPool\"", words);
  }

  /** Of sizes and of variances all these are known. */
  @ParameterizedTest
  @ValueSource(strings = {"Floor", "Ceil", "Sqrt", "Reciprocal"})
  void whatIsDoneToNumbersAlone(String operator) {
    String done = graph.node(operator, graph.picture());
    assertRefusedWith(done, operator, "is done to a picture, which Fude has no op for");
  }

  @Test
  void halvedPicturesAreRefusedByTheFilesName() {
    String halved =
        graph.node(
            "MaxPool",
            graph.conv(graph.picture(), 3, 3, 1),
            integers("kernel_shape", 2, 2),
            integers("strides", 2, 2));
    graph.imported(folder, graph.node("Tanh", halved));
    Path file = folder.resolve("small.onnx");
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> Conversion.open(file).model())
        .withMessageStartingWith(
            file + " cannot be converted: the network gives no picture of its input's proportions;")
        .withMessageEndingWith("(Backend.prepare).");
  }

  @Test
  void largestPixelsBeyondThePicture() {
    String beyond =
        graph.node(
            "MaxPool", graph.picture(), integers("kernel_shape", 2, 2), integer("ceil_mode", 1));
    assertRefusedWith(beyond, "reach beyond the picture (ceil_mode)");
  }

  @ParameterizedTest
  @CsvSource({
    "ReduceProd, var(unbiased=False)",
    "Einsum, a convolution of 1 x 1",
    "Gemm, squeeze-and-excitation",
    "Erf, export or train the network without it"
  })
  void anUnknownOperatorIsToldWithWhatCouldBeDone(String operator, String cure) {
    String node = graph.node(operator, graph.node("Tanh", graph.picture()));
    assertRefusedWith(node, "node \"" + operator + "\" \"/" + operator + "_1\" (2 of 2);", cure);
  }

  @Test
  void everyUnknownOperatorIsNamedOnce() {
    String one = graph.node("Erf", graph.node("Tanh", graph.picture()));
    String two = graph.node("Einsum", graph.node("Erf", one));
    assertRefusedWith(
        two, "node \"Erf\" \"/Erf_1\" (2 of 4), node \"Einsum\" \"/Einsum_3\" (4 of 4);");
  }

  @Test
  void unknownOperatorThatNothingNeedsIsNoMatter() {
    graph.node("Erf", graph.picture());
    graph.imported(folder, graph.node("Tanh", graph.picture()));
  }

  private String enlarged(ProtoBytes setting) {
    return graph.node(
        "ConvTranspose", List.of(graph.picture(), graph.filled(0.5f, 3, 3, 3, 3)), setting);
  }

  @Test
  void transposedConvolutionOfGroups() {
    assertRefusedWith(enlarged(integer("group", 3)), "enlarges groups of channels");
  }

  @ParameterizedTest
  @CsvSource({
    "output_shape, 7, instead of its pads",
    "dilations, 2, dilated",
    "strides, 4, larger than the kernel",
    "output_padding, 1, below the stride"
  })
  void transposedConvolutionOfAnotherKind(String setting, int number, String words) {
    assertRefusedWith(enlarged(integers(setting, number, number)), "\"ConvTranspose\"", words);
  }

  @Test
  void picturesOneBesideTheOther() {
    String joined =
        graph.node("Concat", List.of(graph.picture(), graph.picture()), integer("axis", 3));
    assertRefusedWith(joined, "\"Concat\"", "joins pictures beside or behind one another");
  }

  @Test
  void channelsThatBecomeNoPixels() {
    String squared = graph.node("DepthToSpace", graph.picture(), integer("blocksize", 2));
    assertRefusedWith(squared, "3 channels cannot become 2 x 2 pixels");
  }

  @Test
  void productOfOtherChannels() {
    String other = graph.conv(graph.picture(), 3, 4, 1);
    assertRefusedWith(
        graph.node("Mul", List.of(graph.picture(), other)), "pictures of 3 and 4 channels");
  }

  @Test
  void boxOfAnotherSize() {
    String small = graph.box(graph.picture(), 1);
    String large = graph.box(graph.ones(graph.picture()), 2);
    assertRefusedWith(graph.node("Div", List.of(small, large)), "no sum of such a box");
  }

  @Test
  void pictureOfOneNumberThatIsConvolved() {
    String ones = graph.ones(graph.picture());
    assertRefusedWith(graph.conv(ones, 3, 3, 1), "otherwise than guided filters do");
  }

  @Test
  void productOfColumnsWithAMatrix() {
    assertRefusedWith(
        graph.node("MatMul", List.of(graph.picture(), graph.filled(1, 3, 3))),
        "multiplies a picture by a matrix that is not one of its channels");
  }

  @Test
  void windowOverPixelsOfOneAxis() {
    String flat = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, -1)));
    assertRefusedWith(
        graph.node("Pad", List.of(flat, graph.list(0, 0, 1, 0, 0, 1))), "pixels are one axis");
  }

  @Test
  void pictureThatIsRounded() {
    String cast = graph.node("Cast", graph.picture(), integer("to", 2));
    assertRefusedWith(graph.node("Tanh", cast), "rounds a picture to integers");
  }

  @Test
  void severalInputsAndOutputs() {
    String other = graph.file().picture("mask", 1, 3, -1, -1);
    assertRefusedWith(
        graph.node("Add", List.of(graph.picture(), other)), "reads 2 values from outside");
    SmallGraph two = new SmallGraph();
    String first = two.node("Tanh", two.picture());
    two.file().output(first);
    assertRefused(
        () -> two.imported(folder, two.node("Relu", first)), "gives 2 values", "one output");
  }

  @Test
  void pictureOfOtherChannels() {
    SmallGraph grey = new SmallGraph(1, 1, -1, -1);
    assertRefused(
        () -> grey.imported(folder, grey.node("Tanh", grey.picture())), "pictures of 3 channels");
    assertRefusedWith(graph.conv(graph.picture(), 3, 4, 1), "gives pictures of 4 channels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cubic", "area"})
  void resizeOfAnotherKind(String mode) {
    String scales = graph.stored(new float[] {1, 1, 2, 2}, 4);
    String resized = graph.node("Resize", List.of(graph.picture(), "", scales), text("mode", mode));
    assertRefusedWith(resized, "\"Resize\"", "neither bilinear nor nearest");
  }
}
