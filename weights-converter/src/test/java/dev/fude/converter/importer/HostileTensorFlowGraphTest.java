package dev.fude.converter.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.GraphDefFile.Storage;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.SmallTensorFlowNetwork;
import dev.fude.converter.files.TensorFlowGraph;
import dev.fude.converter.files.TfjsFile;
import dev.fude.converter.files.TfjsNumbers;
import dev.fude.converter.graphdef.GraphDefReader;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.tfjs.TfjsReader;
import dev.fude.converter.tflite.TfliteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and absurd graphs of TensorFlow become a graph or one sentence, soon. */
class HostileTensorFlowGraphTest {
  private static final long SEED = 20_311;
  private static final int MUTATIONS_OF_EACH = 1_000;

  @TempDir Path folder;

  /** The formats. */
  enum Format {
    FROZEN,
    JSON,
    LITE;

    WeightReader reader() {
      return switch (this) {
        case FROZEN -> new GraphDefReader();
        case JSON -> new TfjsReader();
        case LITE -> new TfliteReader();
      };
    }

    byte[] sound(Path folder) throws IOException {
      TensorFlowGraph graph = SmallTensorFlowNetwork.graph();
      return switch (this) {
        case FROZEN -> GraphDefFile.bytes(graph, Storage.CONTENT);
        case JSON -> Files.readAllBytes(new TfjsFile(graph, TfjsNumbers.FLOAT32).write(folder));
        case LITE -> SmallTensorFlowNetwork.lite().bytes();
      };
    }
  }

  private boolean isAccepted(Format format, String what, byte[] content) {
    try {
      Path file = Files.write(folder.resolve("a"), content);
      return Hostility.isAccepted(
          what, () -> format.reader().graph(Source.open(file)).ifPresent(GraphImport::of));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRefused(String what, TensorFlowGraph graph) {
    byte[] content = GraphDefFile.bytes(graph, Storage.FLOAT_VAL);
    assertThat(isAccepted(Format.FROZEN, what, content)).as(what).isFalse();
  }

  @Tag("one-jdk")
  @ParameterizedTest
  @EnumSource
  void mutated(Format format) throws IOException {
    byte[] whole = format.sound(folder);
    assertThat(isAccepted(format, "whole", whole)).isTrue();
    Mutations.requireRefusals(
        100,
        format,
        whole,
        SEED,
        MUTATIONS_OF_EACH,
        (what, content) -> isAccepted(format, what, content));
  }

  /** What the small network lacks. */
  private static TensorFlowGraph bounded() {
    TensorFlowGraph graph = photo();
    graph.node("MaxPool", "pool", "photo");
    graph.attribute("ksize", new long[] {1, 2, 2, 1});
    graph.attribute("strides", new long[] {1, 2, 2, 1});
    graph.attribute("padding", "VALID");
    graph.node("Relu6", "six", "pool");
    graph.constant("low", new int[0], 0.25f);
    graph.constant("high", new int[0], 4);
    graph.node("Minimum", "smaller", graph.node("Maximum", "larger", "six", "low"), "high");
    graph.node("Sigmoid", "share", "smaller");
    return graph;
  }

  @Tag("one-jdk")
  @Test
  void mutatedBounds() {
    byte[] whole = GraphDefFile.bytes(bounded(), Storage.CONTENT);
    assertThat(isAccepted(Format.FROZEN, "whole", whole)).isTrue();
    Mutations.requireRefusals(
        100,
        "bounds",
        whole,
        SEED,
        MUTATIONS_OF_EACH,
        (what, content) -> isAccepted(Format.FROZEN, what, content));
  }

  private static TensorFlowGraph photo() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.node("Placeholder", "photo");
    return graph;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Conv2D",
        "DepthwiseConv2dNative",
        "FusedResizeAndPadConv2D",
        "Conv2DBackpropInput",
        "MirrorPad",
        "ResizeBilinear",
        "Mean",
        "FusedBatchNormV3",
        "BiasAdd",
        "SquaredDifference",
        "Rsqrt",
        "Prelu",
        "MaxPool",
        "Sigmoid",
        "Relu6",
        "Minimum",
        "Maximum",
        "ConcatV2",
        "Pack",
        "Range",
        "Fill",
        "Cast",
        "Squeeze",
        "Transpose",
        "StridedSlice",
        "GatherV2",
        "Identity"
      })
  void opsWithoutInputsAndOfPicturesAlone(String op) {
    TensorFlowGraph bare = photo();
    bare.node(op, "node");
    assertRefused("bare " + op, bare);
    TensorFlowGraph alone = photo();
    alone.node(op, "node", "photo", "photo", "photo", "photo");
    byte[] content = GraphDefFile.bytes(alone, Storage.FLOAT_VAL);
    isAccepted(Format.FROZEN, op + " of pictures alone", content);
  }

  @Test
  void nodesThatReadOneAnother() {
    TensorFlowGraph graph = photo();
    graph.node("Add", "one", "photo", "other");
    graph.node("Add", "other", "one", "photo");
    assertRefused("a circle", graph);
  }

  @Test
  void packsOfPacks() {
    TensorFlowGraph graph = photo();
    graph.node("Shape", "shape", "photo");
    String list = "shape";
    for (int i = 0; i < 200; i++) {
      String[] parts = new String[200];
      Arrays.fill(parts, list);
      list = graph.node("Pack", "pack" + i, parts);
    }
    graph.node("Reshape", "reshaped", "photo", list);
    assertRefused("forty thousand parts", graph);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31})
  void absurdSettings(long number) {
    for (String setting : new String[] {"strides", "dilations"}) {
      TensorFlowGraph graph = photo();
      graph.constant("kernel", new int[] {3, 3, 3, 3}, 1);
      graph.node("Conv2D", "conv", "photo", "kernel");
      graph.attribute("padding", "SAME");
      graph.attribute(setting, new long[] {1, number, number, 1});
      assertRefused(setting + " " + number, graph);
    }
    TensorFlowGraph squeezed = photo();
    squeezed.node("Shape", "shape", "photo");
    squeezed.node("Squeeze", "squeezed", "shape");
    squeezed.attribute("squeeze_dims", new long[] {number});
    squeezed.node("Reshape", "reshaped", "photo", "squeezed");
    assertRefused("squeezed " + number, squeezed);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, 4, -5, 2e9f, -2e9f})
  void absurdNumbers(float number) {
    TensorFlowGraph padded = photo();
    padded.pairs("paddings", 0, 0, number - 1, number, number, 1, 0, 0);
    padded.node("MirrorPad", "pad", "photo", "paddings");
    padded.attribute("mode", "REFLECT");
    padded.node("Tanh", "painted", "pad");
    isAccepted(Format.FROZEN, "pads of " + number, GraphDefFile.bytes(padded, Storage.CONTENT));
    TensorFlowGraph sliced = photo();
    sliced.node("Shape", "shape", "photo");
    sliced.integers("number", number);
    sliced.node("Slice", "part", "shape", "number", "number");
    sliced.node("Range", "range", "number", "part", "number");
    sliced.node("Transpose", "moved", "photo", "range");
    assertRefused("sliced by " + number, sliced);
  }
}
