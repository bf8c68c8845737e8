package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxFile.integer;
import static dev.fude.converter.files.OnnxFile.integers;
import static dev.fude.converter.files.OnnxFile.text;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({
    "models/random/animeganv3_base_seed1_opset17.onnx, \"MatMul\" \"/att/MatMul\"",
    "models/yunet/yunet_n_dynamic.onnx, \"MaxPool\"",
    "models/animeganv3/AnimeGANv3_tiny_Cute.onnx, an adaptive instance norm"
  })
  void siblingsThatNeedOtherOps(String file, String words) {
    Path path = SharedFolder.require(file);
    assertRefused(() -> ImportedNetworkTest.imported(path), words, " of ");
  }

  @Test
  void everyUnknownOperatorIsNamedOnce() {
    String one = graph.node("Softmax", graph.node("Tanh", graph.picture()));
    String two = graph.node("Einsum", graph.node("Softmax", one));
    assertRefusedWith(
        two, "node \"Softmax\" \"/Softmax_1\" (2 of 4), node \"Einsum\" \"/Einsum_3\" (4 of 4);");
  }

  @Test
  void unknownOperatorThatNothingNeedsIsNoMatter() {
    graph.node("Softmax", graph.picture());
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
  void normOfGroups() {
    String normed =
        graph.node(
            "GroupNormalization",
            List.of(graph.conv(graph.picture(), 3, 4, 1), graph.filled(1, 4), graph.filled(0, 4)),
            integer("num_groups", 2));
    assertRefusedWith(normed, "normalises 4 channels in groups");
  }

  @Test
  void normByTheStatisticsOfAnother() {
    String other = graph.node("Tanh", graph.picture());
    String mean = graph.node("ReduceMean", other, integers("axes", 2, 3));
    assertRefusedWith(
        graph.node("Sub", List.of(graph.picture(), mean)), "an adaptive instance norm");
  }

  @Test
  void meanThatIsNoNorms() {
    String mean = graph.node("ReduceMean", graph.picture(), integers("axes", 2, 3));
    assertRefusedWith(graph.node("Tanh", mean), "a mean or variance that is no norm's");
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
