package dev.fude.converter.graphdef;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.GraphDefFile;
import dev.fude.converter.files.GraphDefFile.Storage;
import dev.fude.converter.files.TensorFlowGraph;
import dev.fude.converter.files.TensorFlowNetwork;
import dev.fude.converter.files.TensorFlowNetwork.Form;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import dev.fude.converter.pytorch.PyTorchZipReader;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Role;
import dev.fude.model.generator.TrainedTensor;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a graph is frozen, and what it says and must not say. */
class GraphDefReaderTest {
  private static final long SEED = 20_271;
  private static final LayerTable TINY = TinyNetwork.TINY;

  private final Map<String, Tensor> tensors = TinyNetwork.randomHalves(TINY, SEED);

  private static NeutralModel read(byte[] content) {
    return GraphDefReader.read(content);
  }

  private static NeutralModel read(TensorFlowGraph graph) {
    return read(GraphDefFile.bytes(graph, Storage.CONTENT));
  }

  private NeutralModel read(TensorFlowNetwork network) {
    return read(network.build(tensors));
  }

  private static TensorFlowNetwork network() {
    return new TensorFlowNetwork(TINY);
  }

  private void assertConverts(NeutralModel model) {
    Map<String, Tensor> converted = Passes.apply(model, TINY);
    assertThat(converted.keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
    assertThat(GraphFacts.resizeRule(model)).hasValue(ResizeRule.ASYMMETRIC);
    assertThat(GraphFacts.eps(model)).hasValue(1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void everyStorage(Storage storage) {
    assertConverts(read(GraphDefFile.bytes(network().build(tensors), storage)));
  }

  @ParameterizedTest
  @EnumSource
  void everyFormByTheGraphAlone(Form form) {
    int[] count = {0};
    assertConverts(read(network().form(form).naming(name -> "Const_" + count[0]++)));
  }

  @Test
  void constantsReadThroughOtherNodes() {
    assertConverts(read(network().readThrough("Identity")));
    assertConverts(read(network().readThrough("Cast", "StopGradient", "Identity")));
    byte[] halves =
        GraphDefFile.bytes(network().readThrough("Cast").build(tensors), Storage.HALF_VAL);
    assertConverts(read(halves));
  }

  @Test
  void inputsNamedWithTheirOutput() {
    assertConverts(read(network().suffix(":0")));
    assertConverts(read(network().suffix(":0").readThrough("Identity")));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nodesInAnyOrder(long seed) {
    int[] count = {0};
    TensorFlowNetwork renamed = network().naming(name -> "Const_" + count[0]++);
    assertConverts(read(renamed.readThrough("Identity").build(tensors).shuffled(seed)));
  }

  @Test
  void numbersThatRepeatAreWrittenOnce() {
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      boolean isZero = entry.getKey().endsWith("bias");
      entry.setValue(Tensor.of(entry.getValue().shape(), filled(entry.getValue(), isZero ? 0 : 1)));
    }
    TensorFlowGraph graph = network().build(tensors);
    TensorFlowGraph shortened = new TensorFlowGraph();
    for (TensorFlowGraph.Node node : graph.nodes()) {
      if (node.value() != null && !node.value().isInteger()) {
        float first = node.value().numbers()[0];
        float[] numbers = first == 0 ? new float[0] : new float[] {first};
        shortened.constant(node.name(), node.value().shape(), numbers);
      } else {
        shortened.nodes().add(node);
      }
    }
    assertConverts(read(GraphDefFile.bytes(shortened, Storage.FLOAT_VAL)));
    assertConverts(read(GraphDefFile.bytes(shortened, Storage.BFLOAT16_VAL)));
  }

  private static float[] filled(Tensor tensor, float number) {
    float[] numbers = new float[tensor.data().length];
    Arrays.fill(numbers, number);
    return numbers;
  }

  @Test
  void resizeRuleIsReadFromTheFlags() {
    assertThat(resizeRule(false, false)).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(resizeRule(true, false)).isEqualTo(ResizeRule.ALIGN_CORNERS);
    assertThat(resizeRule(false, true)).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> resizeRule(true, true))
        .withMessageContaining("enlarges pictures");
    NeutralModel fused = read(network().form(Form.FUSED_PADDING).resize(true, false));
    assertThat(GraphFacts.resizeRule(fused)).hasValue(ResizeRule.ALIGN_CORNERS);
  }

  private ResizeRule resizeRule(boolean alignCorners, boolean halfPixel) {
    return GraphFacts.resizeRule(read(network().resize(alignCorners, halfPixel))).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ResizeNearestNeighbor", "ResizeBicubic"})
  void otherEnlargementsAreRefused(String op) {
    TensorFlowGraph graph = network().build(tensors);
    graph.node(op, "again", "input", "size");
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> GraphFacts.resizeRule(read(graph)));
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "FUSED_NORM"})
  void epsIsReadFromTheNorms(Form form) {
    for (float eps : new float[] {1e-12f, 1e-5f, 1e-3f}) {
      assertThat(GraphFacts.eps(read(network().form(form).eps(eps))))
          .hasValue(Double.parseDouble(Float.toString(eps)));
    }
  }

  @Test
  void epsLeftOutIsTheOpsOwn() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.node("FusedBatchNorm", "norm", graph.node("Placeholder", "input"));
    assertThat(GraphFacts.eps(read(graph))).hasValue(1e-4);
  }

  /** It would be a norm over the batch that the network was trained with. */
  @Test
  void normWithStoredStatisticsIsNoNorm() {
    TensorFlowGraph graph = network().form(Form.FUSED_NORM).build(tensors);
    graph.nodes().forEach(node -> node.attributes().replace("is_training", false));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> Passes.apply(read(graph), TINY))
        .withMessageContaining("missing \"a.norm.weight\"");
  }

  /** Its number of entries is the number of the last layer's channels. */
  @Test
  void integersAreNoTrainedTensors() {
    TensorFlowGraph graph = network().build(tensors);
    graph.node("Mul", "after", "layer2/Conv", graph.integers("integers", 7, 7));
    assertConverts(read(graph));
  }

  @Test
  void graphOfAnotherNetworkIsRefused() {
    TensorFlowGraph graph = network().naming(name -> "renamed/" + name).build(tensors);
    graph.node("Conv2D", "one more", "layer2/Conv", "renamed/net/out/weights");
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> Passes.apply(read(graph), TINY))
        .withMessageContaining("4 convolutions where tiny has 3");
  }

  /** A graph of sums has no convolution to go by, but names tell all tensors. */
  @Test
  void namesDecideWhereTheGraphCannotBeFollowed() {
    TensorFlowGraph graph = new TensorFlowGraph();
    String input = graph.node("Placeholder", "input");
    for (TrainedTensor wanted : TINY.tensors().values()) {
      int[] oihw = wanted.shape().extents();
      int[] extents =
          wanted.role() == Role.KERNEL
              ? new int[] {oihw[2], oihw[3], oihw[1], oihw[0]}
              : wanted.role() == Role.DEPTHWISE_KERNEL
                  ? new int[] {oihw[2], oihw[3], oihw[0], oihw[1]}
                  : oihw;
      String constant =
          graph.constant(wanted.tensorFlowName(), extents, new float[wanted.shape().arrayLength()]);
      graph.node("Add", "sum of " + constant, input, constant);
    }
    assertThat(Passes.apply(read(graph), TINY).keySet())
        .containsExactlyElementsOf(TINY.tensors().keySet());
  }

  @Test
  void graphThatIsNotFrozenIsRefused() {
    for (String op : new String[] {"VariableV2", "VarHandleOp"}) {
      TensorFlowGraph graph = network().build(tensors);
      graph.node(op, "net/step");
      assertRefused(graph, "not frozen: the numbers of \"net/step\" are in a checkpoint");
    }
    TensorFlowGraph graph = network().build(tensors);
    graph.node("StatefulPartitionedCall", "call", "input");
    assertRefused(graph, "\"call\" calls a function");
  }

  /** As tensorflowjs_model.pb is; zeros everywhere is what the format says it means. */
  @Test
  void graphWithoutNumbersIsRefused() {
    TensorFlowGraph graph = network().build(tensors);
    graph
        .nodes()
        .replaceAll(
            node ->
                node.value() == null
                    ? node
                    : new TensorFlowGraph.Node(
                        node.name(),
                        node.op(),
                        node.inputs(),
                        node.attributes(),
                        new TensorFlowGraph.Constant(new int[] {3}, new float[0], false)));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(GraphDefFile.bytes(graph, Storage.FLOAT_VAL)))
        .withMessageContaining("name the file weights_manifest.json");
  }

  @Test
  void nodesThatAreNoGraphAreRefused() {
    TensorFlowGraph circle = new TensorFlowGraph();
    circle.node("Add", "a", "b:0", "c");
    circle.node("Add", "b", "c");
    circle.node("Add", "c", "^b");
    assertRefused(circle, "\"b\" depends on itself");
    TensorFlowGraph itself = new TensorFlowGraph();
    itself.node("Add", "a", "a");
    assertRefused(itself, "\"a\" depends on itself");
    TensorFlowGraph missing = new TensorFlowGraph();
    missing.node("Add", "a", "b:1");
    assertRefused(missing, "\"a\" reads \"b\", which is not there");
    TensorFlowGraph twice = new TensorFlowGraph();
    twice.node("Add", "a");
    twice.node("Mul", "a");
    assertRefused(twice, "two of its nodes are called \"a\"");
    TensorFlowGraph nameless = new TensorFlowGraph();
    nameless.node("Add", "");
    assertRefused(nameless, "no name");
  }

  private static void assertRefused(TensorFlowGraph graph, String why) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(graph))
        .withMessageContaining(why);
  }

  @Test
  void malformedConstantIsRefusedWithItsName() {
    TensorFlowGraph graph = new TensorFlowGraph();
    graph.node("Add", "sum", graph.constant("large", new int[] {1 << 20}, 1));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(GraphDefFile.bytes(graph, Storage.FLOAT_VAL)))
        .withMessageStartingWith("constant \"large\": 4 bytes are to fill a shape of 4194304");
  }

  @Test
  void sampleGivesTheBitsOfThePytorchFile() {
    Path sample = SharedFolder.require("weights/hayao.pb");
    Path pytorch = SharedFolder.require("weights/hayao.pt");
    GraphDefReader reader = new GraphDefReader();
    assertThat(reader.recognises(Source.open(sample))).isTrue();
    assertThat(reader.recognises(Source.open(pytorch))).isFalse();
    NeutralModel model = reader.read(Source.open(sample));
    assertThat(GraphFacts.resizeRule(model)).hasValue(ResizeRule.ASYMMETRIC);
    assertThat(GraphFacts.eps(model)).hasValue(1e-12);
    Map<String, Tensor> expected =
        Passes.apply(
            new PyTorchZipReader().read(Source.open(pytorch)), LayerTable.of(AnimeGanV2.GENERATOR));
    Map<String, Tensor> converted = Passes.apply(model, LayerTable.of(AnimeGanV2.GENERATOR));
    assertThat(converted).hasSize(77);
    expected.forEach(
        (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
  }
}
