package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.ProtoBytes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels that are taken out of a picture, put into another order, or repeated. */
class SelectionsTest {
  private static final long TO_THE_END = Long.MAX_VALUE;

  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  /** The first node is a convolution that gives these of three channels, and no others. */
  private static void assertSelects(ImportedGraph imported, int... channels) {
    float[] weights = new float[channels.length * 3];
    for (int c = 0; c < channels.length; c++) {
      weights[c * 3 + channels[c]] = 1;
    }
    assertThat(imported.graph().nodes().get(0).inputs()).containsExactly("picture");
    assertThat(imported.weights().tensor("conv2d_1.weight").data()).containsExactly(weights);
  }

  private String sliced(String value, long start, long end, long axis, long step) {
    return graph.node(
        "Slice",
        List.of(value, graph.list(start), graph.list(end), graph.list(axis), graph.list(step)));
  }

  @Test
  void slice() {
    String two = sliced(graph.picture(), 1, TO_THE_END, 1, 1);
    assertSelects(graph.imported(folder, graph.conv(two, 2, 3, 1)), 1, 2);
  }

  @Test
  void sliceFromTheEnd() {
    String last = sliced(graph.picture(), -1, TO_THE_END, -3, 1);
    assertSelects(graph.imported(folder, graph.conv(last, 1, 3, 1)), 2);
  }

  /** As PyTorch writes a flip. */
  @Test
  void sliceBackwards() {
    String flipped = sliced(graph.picture(), -1, -TO_THE_END, 1, -1);
    assertSelects(graph.imported(folder, graph.conv(flipped, 3, 3, 1)), 2, 1, 0);
  }

  @Test
  void sliceOfAnotherOrder() {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String two = sliced(last, 0, 2, 3, 1);
    String first = graph.node("Transpose", two, integers("perm", 0, 3, 1, 2));
    assertSelects(graph.imported(folder, graph.conv(first, 2, 3, 1)), 0, 1);
  }

  @Test
  void sliceOfEverythingIsNothing() {
    String all = sliced(sliced(graph.picture(), 0, TO_THE_END, 2, 1), 0, 3, 1, 1);
    assertThat(graph.ops(folder, graph.node("Tanh", all))).containsExactly("Tanh[] [picture]");
  }

  @Test
  void channelsByNumber() {
    String swapped =
        graph.node("Gather", List.of(graph.picture(), graph.list(2, 1, -3, 0)), axis(1));
    assertSelects(graph.imported(folder, graph.conv(swapped, 4, 3, 1)), 2, 1, 0, 0);
  }

  @Test
  void moreChannelsThanASizeHasNumbers() {
    long[] numbers = new long[40];
    numbers[39] = 2;
    String many = graph.node("Gather", List.of(graph.picture(), graph.list(numbers)), axis(1));
    ImportedGraph imported = graph.imported(folder, graph.conv(many, 40, 3, 1));
    assertThat(imported.weights().tensor("conv2d_1.weight").data())
        .hasSize(120)
        .startsWith(1, 0, 0)
        .endsWith(1, 0, 0, 0, 0, 1);
  }

  @Test
  void split() {
    List<String> parts =
        graph.nodes("Split", 2, List.of(graph.picture(), graph.list(1, 2)), axis(1));
    ImportedGraph imported = graph.imported(folder, graph.conv(parts.get(1), 2, 3, 1));
    assertSelects(imported, 1, 2);
    assertThat(imported.graph().nodes()).hasSize(2);
  }

  @Test
  void splitAsEquallyAsItGoes() {
    List<String> parts = graph.nodes("Split", 2, List.of(graph.picture()), axis(-3));
    assertSelects(graph.imported(folder, graph.conv(parts.get(0), 2, 3, 1)), 0, 1);
  }

  /** A mask of one channel. */
  @Test
  void oneChannelMeetsAllOfAnother() {
    String mask = sliced(graph.picture(), 1, 2, 1, 1);
    ImportedGraph imported =
        graph.imported(folder, graph.node("Mul", List.of(mask, graph.picture())));
    assertThat(imported.graph().nodes()).hasSize(3);
    assertSelects(imported, 1);
    assertThat(imported.weights().tensor("conv2d_2.weight").data()).containsExactly(1, 1, 1);
    assertThat(imported.graph().nodes().get(2).inputs()).containsExactly("conv2d_2", "picture");
  }

  @Test
  void oneChannelAddedToAllOfAnother() {
    String wide = graph.conv(graph.picture(), 3, 1, 1);
    ImportedGraph imported =
        graph.imported(folder, graph.node("Add", List.of(graph.picture(), wide)));
    assertThat(imported.weights().tensor("conv2d_2.weight").data()).containsExactly(1, 1, 1);
    assertThat(imported.graph().nodes()).hasSize(3);
  }

  @Test
  void croppedPicture() {
    assertRefused(sliced(graph.picture(), 0, 64, 3, 1), "\"Slice\"", "crops a picture");
  }

  @Test
  void everySecondRow() {
    assertRefused(
        sliced(graph.picture(), 0, TO_THE_END, 2, 2),
        "\"Slice\"",
        "takes one row or column in 2, as x[::2] does",
        "write it as a pool of windows of 1 x 1 or as a convolution, of stride 2");
  }

  @Test
  void flippedPicture() {
    assertRefused(sliced(graph.picture(), -1, -TO_THE_END, 3, -1), "\"Slice\"", "turns rows");
  }

  @Test
  void channelsThatAreNotThere() {
    String gathered = graph.node("Gather", List.of(graph.picture(), graph.list(3)), axis(1));
    assertRefused(gathered, "\"Gather\"", "picks a channel that there is not");
  }

  @Test
  void sliceOfNothing() {
    assertRefused(sliced(graph.picture(), 3, 5, 1, 1), "\"Slice\"", "none of a picture's channels");
  }

  @Test
  void splitThatIsNotEverything() {
    List<String> parts =
        graph.nodes("Split", 2, List.of(graph.picture(), graph.list(1, 1)), axis(1));
    assertRefused(parts.get(0), "\"Split\"", "3 channels into 2 parts that are not all of them");
  }

  @Test
  void rowsByNumber() {
    String rows = graph.node("Gather", List.of(graph.picture(), graph.list(0, 1)), axis(2));
    assertRefused(rows, "\"Gather\"", "takes a picture apart otherwise than by its channels");
  }

  private static ProtoBytes axis(long axis) {
    return integer("axis", axis);
  }

  private void assertRefused(String output, String... words) {
    RefusedGraphsTest.assertRefused(() -> graph.imported(folder, output), words);
  }

  /** Half a megabyte of file would be sixteen gigabytes of weights. */
  @Test
  void moreWeightsThanAFileOfThatSizeShouldNeed() {
    String many =
        graph.node("Gather", List.of(graph.picture(), graph.list(new long[1 << 16])), axis(1));
    String square = graph.node("Gather", List.of(many, graph.list(new long[1 << 16])), axis(1));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, graph.node("Tanh", square)), "needs more numbers than");
  }
}
