package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.text;
import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.neutral.Source;
import dev.fude.converter.onnx.OnnxReader;
import dev.fude.core.op.MaxPool;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that give something else than one picture, for programs that run them. */
class OutputsTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  private static ImportedGraph imported(Path file) {
    return GraphImport.ofMaps(new OnnxReader().graph(Source.open(file)).orElseThrow());
  }

  private ImportedGraph imported(String... outputs) {
    for (String output : outputs) {
      graph.file().output(output);
    }
    return imported(graph.file().write(folder.resolve("small.onnx")));
  }

  /** As detectors end: (1, channels, rows, columns) to (1, pixels, channels), then a sigmoid. */
  private String head(String map, int channels) {
    String last = graph.node("Transpose", map, integers("perm", 0, 2, 3, 1));
    String first = graph.node("Gather", List.of(graph.node("Shape", map), graph.list(0)));
    String shape =
        graph.node("Concat", List.of(first, graph.list(-1, channels)), integer("axis", 0));
    return graph.node("Sigmoid", graph.node("Reshape", List.of(last, shape)));
  }

  @Test
  void listsOfPixelsStayMaps() {
    String scores = head(graph.conv(graph.picture(), 3, 1, 1), 1);
    String boxes = head(graph.conv(graph.picture(), 3, 4, 2), 4);
    ImportedGraph imported = imported(scores, boxes);

    assertThat(imported.outputs()).containsOnlyKeys(scores, boxes);
    assertThat(imported.graph().outputs()).containsExactlyElementsOf(imported.outputs().values());
    assertThat(imported.graph().nodes())
        .extracting(node -> node.op().kind())
        .containsExactlyInAnyOrder(
            "conv2d", "tanh", "scale_shift", "conv2d", "tanh", "scale_shift");
    assertThat(imported.notes())
        .containsExactly(
            String.format(
                "Its graph gives \"%s\", \"%s\" in another layout, such as a list of pixels; here"
                    + " each has rows and columns.",
                scores, boxes));
  }

  @Test
  void mapsOfAnyChannelsComeAsTheyAre() {
    String wide = graph.conv(graph.picture(), 3, 7, 1);
    String narrow = graph.conv(wide, 7, 2, 1);
    ImportedGraph imported = imported(narrow, wide);

    assertThat(imported.graph().outputs()).containsExactly("conv2d_2", "conv2d_1");
    assertThat(imported.outputs())
        .containsEntry(wide, "conv2d_1")
        .containsEntry(narrow, "conv2d_2");
    assertThat(imported.graph().channelsOf("conv2d_1")).isEqualTo(7);
    assertThat(imported.notes()).isEmpty();
  }

  @Test
  void twoNamesOfOneValueAreOneOutput() {
    String value = graph.node("Tanh", graph.picture());
    String again = graph.node("Identity", value);
    ImportedGraph imported = imported(value, again);
    assertThat(imported.graph().outputs()).containsExactly("tanh_1");
    assertThat(imported.outputs()).hasSize(2).containsValue("tanh_1");
  }

  @Test
  void sizesAndThePictureItselfAreNoMaps() {
    String shape = graph.node("Shape", graph.picture());
    RefusedGraphsTest.assertRefused(
        () -> imported(shape), "gives something else than a map", "export it without that output");
    SmallGraph same = new SmallGraph();
    same.file().output(same.node("Tanh", same.picture())).output("photo");
    Path file = same.file().write(folder.resolve("same.onnx"));
    RefusedGraphsTest.assertRefused(() -> imported(file), "gives back what it is given");
  }

  @Test
  void mapOfSomeSizesAloneIsRefused() {
    String half =
        graph.node(
            "MaxPool",
            graph.picture(),
            integers("kernel_shape", 2, 2),
            integers("strides", 2, 2),
            text("auto_pad", "SAME_UPPER"));
    RefusedGraphsTest.assertRefused(() -> imported(half), "by SAME padding", "with pads");
  }

  @Test
  void yunetIsOneGraphWhateverItsSize() {
    ImportedGraph free = imported(SharedFolder.require("models/yunet/yunet_n_dynamic.onnx"));
    ImportedGraph fixed = imported(SharedFolder.require("models/yunet/yunet_n_640_640.onnx"));

    assertThat(ImportedNetworkTest.lines(free.graph()))
        .isEqualTo(ImportedNetworkTest.lines(fixed.graph()));
    assertThat(free.outputs()).hasSize(12).isEqualTo(fixed.outputs());
    assertThat(free.graph().outputs()).isEqualTo(fixed.graph().outputs());
    assertThat(free.graph().nodes().stream().filter(node -> node.op() instanceof MaxPool))
        .hasSize(4);
    free.weights()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThatTensor(fixed.weights().tensor(name)).as(name).hasSameBitsAs(tensor));
    assertThat(free.notes()).hasSize(1);
    assertThat(free.notes().get(0)).contains("\"cls_8\"", "and 7 more");
  }
}
