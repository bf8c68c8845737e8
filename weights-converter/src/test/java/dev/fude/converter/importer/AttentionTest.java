package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.integers;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures whose rows and columns are one axis for a while. */
class AttentionTest {
  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  /** Pixels as rows of a matrix, times one of (inChannels, outChannels), and back. */
  @Test
  void productOfChannelsWithAMatrixIsAConvolution() {
    String matrix = graph.stored(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3);
    String product = graph.node("MatMul", List.of(pixelsAsRows(graph.picture()), matrix));
    ImportedGraph imported = graph.imported(folder, pixelsApart(product));
    assertThat(imported.graph().nodes()).hasSize(1);
    assertThat(imported.weights().tensor("conv2d_1.weight").data())
        .containsExactly(1, 4, 7, 2, 5, 8, 3, 6, 9);
  }

  private String pixelsAsRows(String value) {
    String flat = graph.node("Reshape", List.of(value, graph.list(1, 3, -1)));
    return graph.node("Transpose", flat, integers("perm", 0, 2, 1));
  }

  private String pixelsApart(String value) {
    String flat = graph.node("Transpose", value, integers("perm", 0, 2, 1));
    String size = graph.node("Shape", graph.picture());
    return graph.node("Reshape", List.of(flat, size));
  }

  @Test
  void softmaxOverPixelsThenDivisionByChannels() {
    String flat = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, -1)));
    String shares = graph.node("Softmax", flat, integer("axis", 2));
    String rows = graph.node("Transpose", shares, integers("perm", 0, 2, 1));
    String sum = graph.node("ReduceSum", rows, integers("axes", 2), integer("keepdims", 1));
    String divisor = graph.node("Add", List.of(sum, graph.filled(1e-9f)));
    String divided = graph.node("Div", List.of(rows, divisor));
    assertThat(graph.ops(folder, pixelsApart(divided)))
        .containsExactly(
            "SpatialSoftmax[] [picture]", "DivideByChannelSum[eps=1.0E-9] [spatial_softmax_1]");
  }

  @Test
  void sumThatDropsItsChannelsGetsThemBack() {
    String flat = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, -1)));
    String sum = graph.node("ReduceSum", flat, integers("axes", 1), integer("keepdims", 0));
    String divisor = graph.node("Add", List.of(sum, graph.filled(1e-9f)));
    String again = graph.node("Unsqueeze", List.of(divisor, graph.list(1)));
    String divided = graph.node("Div", List.of(flat, again));
    String size = graph.node("Shape", graph.picture());
    assertThat(graph.ops(folder, graph.node("Reshape", List.of(divided, size))))
        .containsExactly("DivideByChannelSum[eps=1.0E-9] [picture]");
  }

  /** As TensorFlow has its convolutions of one axis: pixels are columns of a single row. */
  @Test
  void convolutionOfOneAxisIsOneOfAPicture() {
    String last = graph.node("Transpose", graph.picture(), integers("perm", 0, 2, 3, 1));
    String row = graph.node("Reshape", List.of(last, graph.list(1, 1, -1, 3)));
    String first = graph.node("Transpose", row, integers("perm", 0, 3, 1, 2));
    String conv = graph.conv(first, 3, 3, 1);
    String rowAgain = graph.node("Transpose", conv, integers("perm", 0, 2, 3, 1));
    String flat = graph.node("Reshape", List.of(rowAgain, graph.list(1, -1, 3)));
    assertThat(graph.ops(folder, pixelsApart(flat)))
        .singleElement()
        .asString()
        .startsWith("Conv2d[outChannels=3, window=Window[kernelH=1, kernelW=1,")
        .endsWith("[picture]");
  }

  /** Pixels as columns, with a matrix of (outChannels, inChannels) before them. */
  @Test
  void productOfAMatrixWithChannelsIsAConvolution() {
    String flat = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, -1)));
    String matrix = graph.stored(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3);
    String product = graph.node("MatMul", List.of(matrix, flat));
    String size = graph.node("Shape", graph.picture());
    ImportedGraph imported = graph.imported(folder, graph.node("Reshape", List.of(product, size)));
    assertThat(imported.graph().nodes()).hasSize(1);
    assertThat(imported.weights().tensor("conv2d_1.weight").data())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  /** As exporters leave it that fold no constants: picked from a batch of one, and transposed. */
  @Test
  void matrixOfAStoredBatch() {
    float[] numbers = new float[27];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    String batch = graph.stored(numbers, 1, 9, 3);
    String picked =
        graph.node(
            "Gather",
            List.of(batch, graph.node("Squeeze", graph.list(0))),
            integer("axis", 0)); // (9, 3)
    String matrix = graph.node("Transpose", picked, integers("perm", 1, 0));
    String wide = graph.node("MatMul", List.of(pixelsAsRows(graph.picture()), matrix));
    String product = graph.node("MatMul", List.of(wide, picked));
    ImportedGraph imported = graph.imported(folder, pixelsApart(product));
    assertThat(imported.weights().tensor("conv2d_1.weight").data()).containsExactly(numbers);
    assertThat(imported.weights().tensor("conv2d_2.weight").data())
        .startsWith(0, 3, 6, 9)
        .endsWith(20, 23, 26);
  }

  @Test
  void secondMatrixOfAStoredBatch() {
    String batch = graph.filled(1, 2, 3, 3);
    String picked =
        graph.node(
            "Gather", List.of(batch, graph.node("Squeeze", graph.list(1))), integer("axis", 0));
    String product = graph.node("MatMul", List.of(pixelsAsRows(graph.picture()), picked));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, pixelsApart(product)),
        "\"Gather\"",
        "picks parts of a stored tensor; export the model with its constants folded");
  }

  @Test
  void matrixBeforePixelsAsRows() {
    String product =
        graph.node("MatMul", List.of(graph.filled(1, 3, 3), pixelsAsRows(graph.picture())));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, pixelsApart(product)),
        "\"MatMul\"",
        "a matrix that is not one of its channels");
  }

  @Test
  void productOfTwoPictures() {
    String rows = pixelsAsRows(graph.picture());
    String columns = graph.node("Transpose", rows, integers("perm", 0, 2, 1));
    String product = graph.node("MatMul", List.of(rows, columns));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, product),
        "\"MatMul\"",
        "multiplies two computed pictures as matrices, as self-attention does");
  }

  /** As PyTorch's Conv1d. */
  @Test
  void convolutionOfAListOfPixels() {
    String flat = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, -1)));
    String kernel = graph.stored(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3, 1);
    String conv =
        graph.node(
            "Conv",
            List.of(flat, kernel),
            integers("kernel_shape", 1),
            integers("strides", 1),
            integers("pads", 0, 0));
    String size = graph.node("Shape", graph.picture());
    ImportedGraph imported = graph.imported(folder, graph.node("Reshape", List.of(conv, size)));
    assertThat(imported.graph().nodes()).hasSize(1);
    assertThat(imported.weights().tensor("conv2d_1.weight").data())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void convolutionOfNeighboursInAList() {
    String flat = graph.node("Reshape", List.of(graph.picture(), graph.list(1, 3, -1)));
    String conv =
        graph.node("Conv", List.of(flat, graph.filled(1, 3, 3, 3)), integers("pads", 1, 1));
    RefusedGraphsTest.assertRefused(
        () -> graph.imported(folder, conv), "\"Conv\"", "does not convolve over rows and columns");
  }
}
