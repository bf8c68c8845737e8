package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static dev.fude.converter.files.OnnxParts.text;
import static dev.fude.converter.importer.RefusedGraphsTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of pixels as channels: by the operator, and as reshapes and a transposition say it. */
class SpaceToDepthsTest {
  private static final int CHANNELS = 3;

  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph(1, CHANNELS, 48, 64);
  private final SmallGraph free = new SmallGraph();

  /** The operator's own order: all channels of a block's first pixel, then of its second. */
  @Test
  void channelsOfEachPixelTogether() {
    String small = free.node("SpaceToDepth", free.picture(), integer("blocksize", 2));
    assertTakes(imported(free, small), CHANNELS, false);
  }

  @Test
  void channelsOfEachPixelTogetherByTheirAxes() {
    String apart = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, 24, 2, 32, 2)));
    String moved = graph.node("Transpose", apart, integers("perm", 0, 3, 5, 1, 2, 4));
    String small = graph.node("Reshape", List.of(moved, graph.list(1, 12, 24, 32)));
    assertTakes(imported(graph, small), CHANNELS, false);
  }

  @Test
  void withChannelsLast() {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String apart = graph.node("Reshape", List.of(last, graph.list(1, 24, 2, 32, 2, 3)));
    String moved = graph.node("Transpose", apart, integers("perm", 0, 1, 3, 2, 4, 5));
    String joined = graph.node("Reshape", List.of(moved, graph.list(1, 24, 32, 12)));
    String small = graph.node("Transpose", joined, integers("perm", 0, 3, 1, 2));
    assertTakes(imported(graph, small), CHANNELS, false);
  }

  /** PyTorch's order, cut in one reshape. */
  @Test
  void pixelsOfEachChannelTogether() {
    String apart = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, 24, 2, 32, 2)));
    String moved = graph.node("Transpose", apart, integers("perm", 0, 1, 3, 5, 2, 4));
    String small = graph.node("Reshape", List.of(moved, graph.list(1, 12, 24, 32)));
    assertTakes(imported(graph, small), 1, true);
  }

  /** As PyTorch exports it for any size: rows are cut, then columns, by way of axes of one. */
  @Test
  void pixelsOfEachChannelTogetherAtAnySize() {
    String more = free.node("Unsqueeze", free.picture(), integers("axes", 3));
    String rows = free.node("Reshape", List.of(more, free.list(0, 0, -1, 2, 0)));
    String columns = free.node("Reshape", List.of(rows, free.list(0, 0, 0, 0, -1, 2)));
    String moved = free.node("Transpose", columns, integers("perm", 0, 1, 3, 5, 2, 4));
    String joined = free.node("Reshape", List.of(moved, free.list(0, -1, 1, 1, 0, 0)));
    String small = free.node("Squeeze", joined, integers("axes", 2, 3));
    ImportedGraph imported = imported(free, small);
    assertTakes(imported, 1, true);
    assertThat(imported.notes()).isEmpty();
  }

  /** Enlarged again it is the picture's size only where the blocks fill it. */
  @Test
  void sizesThatBlocksDoNotFillAreNotTaken() {
    String small = free.node("SpaceToDepth", free.picture(), integer("blocksize", 2));
    String large = free.node("DepthToSpace", small, integer("blocksize", 2));
    String sum = free.node("Add", List.of(large, free.picture()));
    assertThat(free.ops(folder, sum))
        .element(1)
        .isEqualTo("DepthToSpace[factor=2, arrangement=PIXELS] [conv2d_1]");
  }

  @Test
  void blocksThatAreNone() {
    String none = graph.node("SpaceToDepth", graph.picture(), integer("blocksize", 0));
    assertRefused(() -> graph.imported(folder, none), "\"SpaceToDepth\"", "blocks of no pixels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SpaceToDepth", "DepthToSpace"})
  void ordersThatNobodyKnows(String operator) {
    String wide = free.conv(free.picture(), 3, 12, 1);
    String blocks = free.node(operator, wide, integer("blocksize", 2), text("mode", "RCD"));
    assertRefused(
        () -> free.imported(folder, blocks),
        "\"" + operator + "\"",
        "has the channels of a block's pixels in an order that is neither DCR nor CRD");
  }

  @Test
  void pixelsOfEachChannelTogetherByTheOperator() {
    String small =
        free.node("SpaceToDepth", free.picture(), integer("blocksize", 2), text("mode", "CRD"));
    assertTakes(imported(free, small), 1, true);
  }

  @Test
  void blocksThatAskForMemory() {
    String huge = free.node("SpaceToDepth", free.picture(), integer("blocksize", 1 << 20));
    assertRefused(() -> free.imported(folder, huge), "makes 3298534883328 channels of a picture's");
  }

  /** The graph that ends with a convolution of the twelve channels. */
  private ImportedGraph imported(SmallGraph network, String small) {
    return network.imported(folder, network.conv(small, 12, 3, 1));
  }

  /**
   * The graph's first node must give, as channel after channel, what blocks of 2x2 pixels hold.
   *
   * @param taken how many channels each one of the result is taken from
   * @param isByChannel whether all pixels of a channel come before the next channel
   */
  private static void assertTakes(ImportedGraph imported, int taken, boolean isByChannel) {
    assertThat(imported.graph().nodes()).hasSize(2);
    assertThat(imported.graph().nodes().get(0).op().toString())
        .contains("outChannels=12", "strideH=2, strideW=2", "groups=" + CHANNELS / taken);
    float[] expected = new float[12 * taken * 4]; // (outChannels, taken, 2, 2)
    for (int c = 0; c < 12; c++) {
      int channel = isByChannel ? c / 4 : c % CHANNELS;
      int pixel = isByChannel ? c % 4 : c / CHANNELS;
      expected[(c * taken + channel % taken) * 4 + pixel] = 1;
    }
    assertThat(imported.weights().tensor("conv2d_1.weight").data()).containsExactly(expected);
  }
}
