package dev.fude.converter.importer;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.GraphDefFile.Storage;
import dev.fude.converter.files.SmallTensorFlowNetwork;
import dev.fude.converter.files.TensorFlowGraph;
import dev.fude.converter.files.TfjsFile;
import dev.fude.converter.files.TfjsNumbers;
import dev.fude.converter.files.TfliteFile;
import dev.fude.converter.graphdef.GraphDefReader;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.tfjs.TfjsReader;
import dev.fude.converter.tflite.TfliteReader;
import dev.fude.core.op.LeakyRelu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow's formats are imported by what they say, whichever of them says it. */
class TensorFlowImportTest {
  private static final String[] OPS = {
    "Conv2d[outChannels=4, window=Window[kernelH=3, kernelW=3, strideH=1, strideW=1, dilationH=1,"
        + " dilationW=1, padding=Padding[top=1, bottom=1, left=1, right=1, mode=REFLECT]],"
        + " groups=1, bias=false] of [0]",
    "LayerNorm[eps=1.0E-5] of [1]",
    "LeakyRelu[slope=0.25] of [2]",
    "DepthwiseConv2d[window=Window[kernelH=3, kernelW=3, strideH=1, strideW=1, dilationH=1,"
        + " dilationW=1, padding=Padding[top=1, bottom=1, left=1, right=1, mode=ZERO]],"
        + " bias=true] of [3]",
    "Conv2d[outChannels=3, window=Window[kernelH=3, kernelW=3, strideH=2, strideW=2, dilationH=1,"
        + " dilationW=1, padding=Padding[top=0, bottom=1, left=0, right=1, mode=ZERO]],"
        + " groups=1, bias=false] of [4]",
    "ResizeBilinear[rule=HALF_PIXEL, target=Scale[factorH=2, factorW=2]] of [5]",
    "Tanh[] of [6]"
  };

  @TempDir Path folder;

  private ImportedGraph imported(WeightReader reader, Path file) {
    return GraphImport.of(reader.graph(Source.open(file)).orElseThrow());
  }

  private ImportedGraph imported(TensorFlowGraph graph) {
    try {
      byte[] content = GraphDefFile.bytes(graph, Storage.FLOAT_VAL);
      return imported(new GraphDefReader(), Files.write(folder.resolve("a.pb"), content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void formatMakesNoDifference() {
    ImportedGraph frozen = imported(SmallTensorFlowNetwork.graph().shuffled(20_310));
    Path model = new TfjsFile(SmallTensorFlowNetwork.graph(), TfjsNumbers.FLOAT32).write(folder);
    Path lite = SmallTensorFlowNetwork.lite().write(folder.resolve("a.tflite"));

    assertThat(ImportedNetworkTest.lines(frozen.graph())).containsExactly(OPS);
    for (ImportedGraph other :
        List.of(imported(new TfjsReader(), model), imported(new TfliteReader(), lite))) {
      assertThat(ImportedNetworkTest.lines(other.graph())).containsExactly(OPS);
      other
          .weights()
          .tensors()
          .forEach(
              (name, tensor) ->
                  assertThatTensor(tensor).as(name).hasSameBitsAs(frozen.weights().tensor(name)));
    }
  }

  @Test
  void fixedSizeOfALiteFileIsMadeFree() {
    Path lite = SmallTensorFlowNetwork.lite().write(folder.resolve("a.tflite"));
    assertThat(imported(new TfliteReader(), lite).notes())
        .containsExactly("Its sizes were fixed in the graph and are free now.");
  }

  /** A graph with one node between the picture and the output. */
  private static TensorFlowGraph around(String op, String... operands) {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.node("Placeholder", "photo");
    graph.node(op, "node", operands);
    return graph;
  }

  private void assertRefused(TensorFlowGraph graph, String... words) {
    RefusedGraphsTest.assertRefused(() -> imported(graph), words);
  }

  /** All channels of a block's first pixel, then of its second. */
  @Test
  void blocksOfPixelsBecomeChannels() {
    TensorFlowGraph graph = around("SpaceToDepth", "photo");
    graph.attribute("block_size", 2L);
    graph.node("DepthToSpace", "back", "node");
    graph.attribute("block_size", 2L);
    ImportedGraph imported = imported(graph);
    assertThat(imported.graph().nodes()).hasSize(2);
    float[] weights = new float[12 * 3 * 4]; // (outChannels, inChannels, 2, 2)
    for (int c = 0; c < 12; c++) {
      weights[(c * 3 + c % 3) * 4 + c / 3] = 1;
    }
    assertThat(imported.weights().tensor("conv2d_1.weight").data()).containsExactly(weights);
  }

  @Test
  void pictureOfUntoldShapeHasItsChannelsLast() {
    TensorFlowGraph graph = around("Tanh", "photo");
    graph.constant("kernel", new int[] {1, 1, 3, 3}, 1);
    graph.node("Conv2D", "conv", "node", "kernel");
    graph.attribute("padding", "VALID");
    assertThat(imported(graph).graph().nodes()).hasSize(2);
  }

  @Test
  void batchNormIsInTheConvolutionBeforeIt() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.node("Placeholder", "photo");
    graph.constant("kernel", new int[] {1, 1, 3, 3}, 0.5f);
    graph.node("Conv2D", "conv", "photo", "kernel");
    graph.attribute("padding", "SAME");
    graph.constant("gamma", new int[] {3}, 1, 2, 3);
    graph.constant("beta", new int[] {3}, 0.25f);
    graph.constant("mean", new int[] {3}, 0.5f);
    graph.constant("variance", new int[] {3}, 4);
    graph.node("FusedBatchNormV3", "norm", "conv", "gamma", "beta", "mean", "variance");
    graph.attribute("is_training", false);
    graph.attribute("epsilon", 0f);
    ImportedGraph imported = imported(graph);
    assertThat(imported.graph().nodes()).hasSize(1);
    // 0.5 * gamma / sqrt(4), and 0.25 - 0.5 * gamma / sqrt(4)
    assertThat(imported.weights().tensor("conv2d_1.weight").data())
        .containsExactly(.25f, .25f, .25f, .5f, .5f, .5f, .75f, .75f, .75f);
    assertThat(imported.weights().tensor("conv2d_1.bias").data()).containsExactly(0, -.25f, -.5f);
  }

  @Test
  void largestPixels() {
    TensorFlowGraph graph = around("MaxPool", "photo");
    graph.attribute("ksize", new long[] {1, 2, 2, 1});
    graph.attribute("strides", new long[] {1, 2, 2, 1});
    graph.attribute("padding", "SAME");
    assertThat(ImportedNetworkTest.lines(imported(graph).graph()))
        .containsExactly("MaxPool[kernel=2, stride=2] of [0]");
  }

  @Test
  void everyUnknownOpIsNamedAsTheFileHasIt() {
    TensorFlowGraph graph = around("Einsum", "photo");
    graph.node("Split", "parts", "node");
    graph.node("Tanh", "painted", "parts:1");
    assertRefused(graph, "\"Einsum\" \"node\" (1 of 3)", "\"Split\" \"parts\" (2 of 3)");
  }

  @Test
  void kernelThatIsComputed() {
    TensorFlowGraph graph = around("Tanh", "photo");
    graph.node("Conv2D", "conv", "photo", "node");
    assertRefused(graph, "\"Conv2D\" \"conv\"", "no stored kernel");
  }

  @Test
  void padsThatMirrorTheEdgeTwice() {
    TensorFlowGraph graph = around("MirrorPad", "photo", "paddings");
    graph.attribute("mode", "SYMMETRIC");
    graph.pairs("paddings", 0, 0, 1, 1, 1, 1, 0, 0);
    assertRefused(graph, "\"MirrorPad\" \"node\"", "SYMMETRIC");
  }

  @Test
  void severalFiltersForAChannel() {
    TensorFlowGraph graph = around("DepthwiseConv2dNative", "photo", "kernel");
    graph.constant("kernel", new int[] {1, 1, 3, 2}, 1);
    assertRefused(graph, "\"DepthwiseConv2dNative\"", "several filters for each channel");
  }

  /** TensorFlow Lite's transposed convolution has a bias and a rectifier of its own. */
  @Test
  void transposedConvolutionWithABias() {
    TfliteFile file = new TfliteFile();
    int photo = file.value("photo", 1, 8, 8, 3);
    int size = file.constant("size", TfliteFile.INT32, new int[] {4}, ints(1, 16, 16, 3), null);
    byte[] filters = reals(IntStream.range(0, 36).toArray());
    int kernel = file.constant("kernel", TfliteFile.FLOAT32, new int[] {3, 2, 2, 3}, filters, null);
    int bias = file.constant("bias", TfliteFile.FLOAT32, new int[] {3}, reals(7, 8, 9), null);
    Map<Integer, Number> twiceThenRelu = Map.of(0, (byte) 1, 1, 2, 2, 2, 3, (byte) 1);
    int large = file.operator(67, twiceThenRelu, file.value("large"), size, kernel, photo, bias);
    Path lite = file.ends(photo, large).write(folder.resolve("a.tflite"));

    ImportedGraph imported = imported(new TfliteReader(), lite);
    assertThat(imported.graph().nodes()).hasSize(2);
    assertThat(imported.graph().nodes().get(1).op()).isEqualTo(new LeakyRelu(0));
    assertThat(imported.weights().tensor("conv_transpose2d_1.bias").data())
        .containsExactly(7, 8, 9);
    // (in, out, rows, columns) of (out, rows, columns, in)
    assertThat(imported.weights().tensor("conv_transpose2d_1.weight").data())
        .startsWith(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 1, 4);
  }

  private static byte[] ints(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers);
    return bytes.array();
  }

  private static byte[] reals(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      bytes.putFloat(number);
    }
    return bytes.array();
  }

  /** As Keras 3 stores biases: as a vector that is given a picture's axes, and loses them. */
  @Test
  void biasThatIsReshaped() {
    TensorFlowGraph graph = around("Conv2D", "photo", "kernel");
    graph.attribute("padding", "SAME");
    graph.constant("kernel", new int[] {1, 1, 3, 20}, 1);
    float[] numbers = new float[20];
    numbers[19] = 5;
    graph.constant("bias", new int[] {20}, numbers);
    graph.integers("axes", 1, 1, 1, -1);
    graph.node("Reshape", "shaped", "bias", "axes");
    graph.node("Squeeze", "vector", "shaped");
    graph.node("BiasAdd", "biased", "node", "vector");
    graph.constant("last", new int[] {1, 1, 20, 3}, 1);
    graph.node("Conv2D", "given", "biased", "last");
    graph.attribute("padding", "SAME");
    assertThat(imported(graph).weights().tensor("conv2d_1.bias").data()).containsExactly(numbers);
  }

  /** As Keras spells PReLU: the sum of two rectifiers, the slopes stored along three axes. */
  @Test
  void slopesThatAreNegated() {
    TensorFlowGraph graph = around("Conv2D", "photo", "kernel");
    graph.attribute("padding", "SAME");
    graph.constant("kernel", new int[] {1, 1, 3, 20}, 1);
    float[] slopes = new float[20];
    slopes[0] = 0.25f;
    graph.constant("alpha", new int[] {1, 1, 20}, slopes);
    graph.node("Neg", "minus", "alpha");
    graph.node("Relu", "below", graph.node("Neg", "mirrored", "node"));
    graph.node("Mul", "scaled", "minus", "below");
    graph.node("AddV2", "sum", graph.node("Relu", "above", "node"), "scaled");
    graph.constant("last", new int[] {1, 1, 20, 3}, 1);
    graph.node("Conv2D", "given", "sum", "last");
    graph.attribute("padding", "SAME");
    assertThat(imported(graph).weights().tensor("scale_shift_2.scale").data())
        .hasSize(20)
        .startsWith(-0.25f, -0f);
  }

  @Test
  void severalThatAreHandedOn() {
    TensorFlowGraph graph = around("IdentityN", "photo", "photo");
    graph.node("Tanh", "painted", "node");
    assertThat(ImportedNetworkTest.lines(imported(graph).graph())).containsExactly("Tanh[] of [0]");
  }
}
