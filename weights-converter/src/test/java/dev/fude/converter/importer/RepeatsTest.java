package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integers;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and numbers that are repeated until they have the size that is wanted. */
class RepeatsTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph(1, 3, 48, 64);

  private String tiled(String value, long... times) {
    return graph.node("Tile", List.of(value, graph.list(times)));
  }

  /** As Keras writes its enlargement: rows, then columns, each by an axis that is repeated. */
  @Test
  void everyPixelAlongRowsThenColumns() {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String rows = tiled(graph.node("Unsqueeze", List.of(last, graph.list(2))), 1, 1, 2, 1, 1);
    String tall = graph.node("Reshape", List.of(rows, graph.list(1, 96, 64, 3)));
    String apart = graph.node("Reshape", List.of(tall, graph.list(1, 96, 64, 1, 3)));
    String columns = tiled(apart, 1, 1, 1, 3, 1);
    String large = graph.node("Reshape", List.of(columns, graph.list(1, 96, 192, 3)));
    assertThat(graph.ops(folder, large))
        .containsExactly("ResizeNearest[target=Scale[factorH=2, factorW=3]] [picture]");
  }

  /** As TensorFlow Lite joins two of Keras' reshapes. */
  @Test
  void rowsJoinedAndColumnsTakenApartAtOnce() {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String rows = tiled(graph.node("Unsqueeze", List.of(last, graph.list(2))), 1, 1, 2, 1, 1);
    String apart = graph.node("Reshape", List.of(rows, graph.list(1, 96, 64, 1, 3)));
    String columns = tiled(apart, 1, 1, 1, 2, 1);
    String large = graph.node("Reshape", List.of(columns, graph.list(1, 96, 128, 3)));
    assertThat(graph.ops(folder, large))
        .containsExactly("ResizeNearest[target=Scale[factorH=2, factorW=2]] [picture]");
  }

  @Test
  void repeatedRowsThatAreNotJoined() {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String rows = tiled(graph.node("Unsqueeze", List.of(last, graph.list(2))), 1, 1, 2, 1, 1);
    String other = graph.node("Reshape", List.of(rows, graph.list(1, 48, 128, 3)));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, other), "\"Reshape\"", "repeats a picture otherwise");
  }

  @Test
  void oneChannelAsThree() {
    String grey = graph.conv(graph.picture(), 3, 1, 1);
    ImportedGraph imported = graph.imported(folder, tiled(grey, 1, 3, 1, 1));
    assertThat(imported.weights().tensor("conv2d_2.weight").data()).containsExactly(1, 1, 1);
  }

  @Test
  void oneChannelExpandedToThree() {
    String grey = graph.conv(graph.picture(), 3, 1, 1);
    String expanded = graph.node("Expand", List.of(grey, graph.list(1, 3, 48, 64)));
    ImportedGraph imported = graph.imported(folder, expanded);
    assertThat(imported.weights().tensor("conv2d_2.weight").data()).containsExactly(1, 1, 1);
  }

  @Test
  void expansionToTheSameIsNothing() {
    String same = graph.node("Expand", List.of(graph.picture(), graph.list(1, 1, 48, 64)));
    assertThat(graph.ops(folder, graph.node("Tanh", tiled(same, 1, 1, 1, 1))))
        .containsExactly("Tanh[] [picture]");
  }

  /** As PyTorch's newer exporter has a picture of ones. */
  @Test
  void numberExpandedToAPictureCountsPixels() {
    SmallGraph free = new SmallGraph();
    String shape = free.node("Shape", free.picture());
    String ones = free.node("Expand", List.of(free.filled(1), shape));
    String pixels = free.box(ones, 1);
    String mean = free.node("Div", List.of(free.box(free.picture(), 1), pixels));
    assertThat(free.ops(folder, mean)).containsExactly("BoxMean[radius=1] [picture]");
  }

  @Test
  void pictureBesideItself() {
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, tiled(graph.picture(), 1, 1, 1, 2)),
        "\"Tile\"",
        "repeats a picture otherwise");
  }

  @Test
  void threeChannelsTwice() {
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, tiled(graph.picture(), 1, 2, 1, 1)), "repeats a picture");
  }

  @Test
  void expansionToAnotherSize() {
    String wider = graph.node("Expand", List.of(graph.picture(), graph.list(1, 3, 48, 65)));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, wider), "\"Expand\"", "repeats a picture otherwise");
  }

  /** It must not be taken for the most channels that there may be. */
  @Test
  void oneChannelExpandedToTooMany() {
    String grey = graph.conv(graph.picture(), 3, 1, 1);
    String many = graph.node("Expand", List.of(grey, graph.list(1, 100_000, 48, 64)));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, many), "\"Expand\"", "repeats a picture otherwise");
  }
}
