package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.ProtoBytes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Means of the pixels under windows. */
class AveragePoolsTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  private String pooled(ProtoBytes... settings) {
    return graph.node("AveragePool", graph.picture(), settings);
  }

  @Test
  void meanOfFourPixels() {
    ImportedGraph imported =
        graph.imported(folder, pooled(integers("kernel_shape", 2, 2), integers("strides", 2, 2)));
    assertThat(imported.weights().tensor("depthwise_conv2d_1.weight").data())
        .hasSize(12)
        .containsOnly(0.25f);
  }

  @Test
  void padsThatAreCounted() {
    String pooled =
        pooled(
            integers("kernel_shape", 3, 3),
            integers("pads", 1, 1, 1, 1),
            integer("count_include_pad", 1));
    assertThat(graph.ops(folder, pooled))
        .singleElement()
        .asString()
        .contains(
            "DepthwiseConv2d", "padding=Padding[top=1, bottom=1, left=1, right=1, mode=ZERO]");
  }

  @Test
  void padsThatAreNotCounted() {
    assertThat(
            graph.ops(folder, pooled(integers("kernel_shape", 5, 5), integers("pads", 2, 2, 2, 2))))
        .containsExactly("BoxMean[radius=2] [picture]");
  }

  @Test
  void windowsThatReachBeyond() {
    String pooled =
        pooled(
            integers("kernel_shape", 3, 3),
            integers("strides", 2, 2),
            integers("pads", 1, 1, 1, 1));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, pooled), "\"AveragePool\"", "reach beyond the picture");
  }
}
