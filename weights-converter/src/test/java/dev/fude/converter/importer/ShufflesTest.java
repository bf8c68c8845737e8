package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integers;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels laid out along several axes, transposed, and put together again. */
class ShufflesTest {
  private static final String ENLARGED = "DepthToSpace[factor=2, arrangement=%s] [conv2d_%d]";

  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph(1, 3, 48, 64);
  private final String wide = graph.conv(graph.picture(), 3, 12, 1);

  private String shuffled(String value, long[] apart, long[] order, long[] together) {
    String many = graph.node("Reshape", List.of(value, graph.list(apart)));
    String moved = graph.node("Transpose", many, integers("perm", order));
    return graph.node("Reshape", List.of(moved, graph.list(together)));
  }

  /**
   * As PyTorch writes them before there was an operator; the batch is left open, or all is told.
   */
  @ParameterizedTest
  @CsvSource({"1, 1", "-1, -1", "1, -1"})
  void pixelsOfEachChannelTogether(long batch, long batchAfter) {
    String pixels =
        shuffled(
            wide,
            new long[] {batch, 3, 2, 2, 48, 64},
            new long[] {0, 1, 4, 2, 5, 3},
            new long[] {batchAfter, 3, 96, 128});
    assertThat(graph.ops(folder, pixels)).element(1).isEqualTo(ENLARGED.formatted("CHANNELS", 1));
  }

  /** As PyTorch writes them at opset 9 for any size: joined one after the other. */
  @Test
  void pixelsOfEachChannelTogetherAtAnySize() {
    SmallGraph free = new SmallGraph();
    String many = free.conv(free.picture(), 3, 12, 1);
    String more = free.node("Unsqueeze", many, integers("axes", 2, 3));
    String apart = free.node("Reshape", List.of(more, free.list(0, -1, 2, 2, 0, 0)));
    String moved = free.node("Transpose", apart, integers("perm", 0, 1, 4, 2, 5, 3));
    String rows = free.node("Reshape", List.of(moved, free.list(0, 0, -1, 1, 0, 0)));
    String columns = free.node("Reshape", List.of(rows, free.list(0, 0, 0, 0, -1, 1)));
    String pixels = free.node("Squeeze", columns, integers("axes", 3, 5));
    ImportedGraph imported = free.imported(folder, pixels);
    assertThat(imported.graph().nodes().get(1).op().toString())
        .isEqualTo("DepthToSpace[factor=2, arrangement=CHANNELS]");
    assertThat(imported.notes()).isEmpty();
  }

  @Test
  void channelsOfEachPixelTogether() {
    String pixels =
        shuffled(
            wide,
            new long[] {1, 2, 2, 3, 48, 64},
            new long[] {0, 3, 4, 1, 5, 2},
            new long[] {1, 3, 96, 128});
    assertThat(graph.ops(folder, pixels)).element(1).isEqualTo(ENLARGED.formatted("PIXELS", 1));
  }

  @Test
  void channelsOfEachPixelTogetherWithChannelsLast() {
    String last = graph.node("Transpose", wide, integers("perm", 0, 2, 3, 1));
    String pixels =
        shuffled(
            last,
            new long[] {1, 48, 64, 2, 2, 3},
            new long[] {0, 1, 3, 2, 4, 5},
            new long[] {1, 96, 128, 3});
    assertThat(graph.ops(folder, pixels)).element(1).isEqualTo(ENLARGED.formatted("PIXELS", 1));
  }

  /** Rows and columns of the pixels exchanged: the channels are put into their order first. */
  @Test
  void pixelsInAnotherOrder() {
    String pixels =
        shuffled(
            wide,
            new long[] {1, 3, 2, 2, 48, 64},
            new long[] {0, 1, 4, 3, 5, 2},
            new long[] {1, 3, 96, 128});
    ImportedGraph imported = graph.imported(folder, pixels);
    assertThat(imported.graph().nodes().get(2).op().toString())
        .isEqualTo("DepthToSpace[factor=2, arrangement=CHANNELS]");
    assertSelects(imported, 12, 0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11);
  }

  @Test
  void channelsOfTwoGroupsInTurn() {
    String shuffled =
        shuffled(
            wide,
            new long[] {1, 2, 6, 48, 64},
            new long[] {0, 2, 1, 3, 4},
            new long[] {1, 12, 48, 64});
    ImportedGraph imported = graph.imported(folder, graph.conv(shuffled, 12, 3, 1));
    assertSelects(imported, 12, 0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11);
  }

  /** The second node is a convolution that gives these channels of its input. */
  private static void assertSelects(ImportedGraph imported, int inputs, int... channels) {
    float[] weights = new float[channels.length * inputs];
    for (int c = 0; c < channels.length; c++) {
      weights[c * inputs + channels[c]] = 1;
    }
    assertThat(imported.weights().tensor("conv2d_2.weight").data()).containsExactly(weights);
  }

  @Test
  void axesOfOtherThings() {
    String mixed =
        shuffled(
            wide,
            new long[] {1, 3, 4, 48, 64},
            new long[] {0, 1, 3, 4, 2},
            new long[] {1, 3, 48, 256});
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, mixed), "\"Reshape\"", "exchanges axes otherwise");
  }

  @Test
  void axesThatAreJoinedDifferently() {
    String joined =
        shuffled(
            wide,
            new long[] {1, 3, 2, 2, 48, 64},
            new long[] {0, 1, 4, 2, 5, 3},
            new long[] {1, 3, 128, 96});
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, joined), "\"Reshape\"", "joins or cuts axes");
  }
}
