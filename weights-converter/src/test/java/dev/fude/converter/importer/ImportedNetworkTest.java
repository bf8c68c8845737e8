package dev.fude.converter.importer;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.Conversion;
import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.OnnxNetwork.Norm;
import dev.fude.converter.files.OnnxNetwork.Vectors;
import dev.fude.converter.files.OnnxNumbers;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.graphdef.GraphDefReader;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.onnx.OnnxReader;
import dev.fude.converter.tfjs.TfjsReader;
import dev.fude.converter.tflite.TfliteReader;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Add;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same network is the same graph, whoever spelled it. */
@Tag("one-jdk")
class ImportedNetworkTest {
  private static final long SEED = 20_303;
  private static final List<WeightReader> READERS =
      List.of(new OnnxReader(), new GraphDefReader(), new TfjsReader(), new TfliteReader());

  @TempDir Path folder;

  static ImportedGraph imported(Path file) {
    Source source = Source.open(file);
    WeightReader reader =
        READERS.stream().filter(each -> each.recognises(source)).findFirst().orElseThrow();
    return GraphImport.of(reader.graph(source).orElseThrow());
  }

  private ImportedGraph imported(OnnxNetwork network) {
    OnnxFile file = network.build(TinyNetwork.randomHalves(TinyNetwork.TINY, SEED));
    return imported(file.write(folder.resolve("a.onnx")));
  }

  /** The ops with the numbers of the nodes that they read; the input's number is 0. */
  static List<String> lines(Graph graph) {
    Map<String, Integer> places = new HashMap<>();
    places.put(graph.input(), 0);
    List<String> lines = new ArrayList<>();
    for (Node node : graph.nodes()) {
      places.put(node.name(), places.size());
      lines.add(node.op() + " of " + node.inputs().stream().map(places::get).toList());
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "hayao_half_pixel.onnx, HALF_PIXEL, 1e-5",
    "hayao.pb, ASYMMETRIC, 1e-12",
    "tfjs/model.json, ASYMMETRIC, 1e-12",
    "animeganv2_hayao_256x256_integer_quant.tflite, ASYMMETRIC, 1e-12"
  })
  void publishedFileOfAnimeGanV2IsTheHandWrittenGraphNodeForNode(
      String name, ResizeRule rule, double eps) {
    Path file = SharedFolder.require("weights/" + name);
    ImportedGraph imported = imported(file);
    Graph written = AnimeGanV2.graph(rule, eps).expanded();

    assertThat(lines(imported.graph())).containsExactlyElementsOf(lines(written));
    Map<String, Tensor> known = Conversion.open(file).model().weights().tensors();
    for (int i = 0; i < written.nodes().size(); i++) {
      Node ours = imported.graph().nodes().get(i);
      Node theirs = written.nodes().get(i);
      theirs
          .parameters()
          .forEach(
              (role, tensor) ->
                  assertThatTensor(imported.weights().tensor(ours.parameters().get(role)))
                      .as(tensor)
                      .hasSameBitsAs(known.get(tensor)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "animegan_v1_seed1",
        "animeganv3_base_seed1",
        "fast_neural_style_seed1",
        "cartoongan_seed1",
        "shuffle_unet_seed1",
        "whitebox_seed1"
      })
  void versionOfTheOperatorsMakesNoDifference(String name) {
    Path older = SharedFolder.require("models/random/" + name + "_opset12.onnx");
    Path newer = SharedFolder.require("models/random/" + name + "_opset17.onnx");
    assertThat(lines(imported(older).graph())).isEqualTo(lines(imported(newer).graph()));
    assertThat(imported(older).graph().nodes()).anyMatch(node -> node.op() instanceof Add);
  }

  /** One is of float16 and fixed in size, and has lost what it adds to variances and sums. */
  @Test
  void publishedFilesOfAnimeGanV3AreOneGraph() {
    ImportedGraph lite =
        imported(
            SharedFolder.require("models/animeganv3/AnimeGANv3_Hayao_36_QUANTIZED_fp16.tflite"));
    ImportedGraph frozen =
        imported(SharedFolder.require("models/animeganv3/AnimeGANv3_Shinkai_37.pb"));
    assertThat(lines(lite.graph()))
        .isEqualTo(
            lines(frozen.graph()).stream()
                .map(line -> line.replaceAll("eps=1.0E-[59]", "eps=1.0E-12"))
                .toList());
    assertThat(lite.weights().tensors().keySet()).isEqualTo(frozen.weights().tensors().keySet());
    assertThat(lite.notes()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void normIsOneNodeHoweverItIsSpelledOut(Norm norm) {
    ImportedGraph plain = imported(new OnnxNetwork(TinyNetwork.TINY).norm(Norm.GROUP));
    OnnxNetwork spelled = new OnnxNetwork(TinyNetwork.TINY).norm(norm);
    ImportedGraph imported = imported(spelled.vectors(Vectors.CHANNELS_FIRST));

    assertThat(lines(imported.graph())).isEqualTo(lines(plain.graph()));
    assertThat(lines(plain.graph()).get(1)).isEqualTo("LayerNorm[eps=1.0E-5] of [1]");
    plain
        .weights()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThatTensor(imported.weights().tensor(name)).as(name).hasSameBitsAs(tensor));
  }

  @ParameterizedTest
  @EnumSource(
      value = Norm.class,
      names = {"DIVIDED", "FOLDED", "GAMMA_DIVIDED", "POWER"})
  void channelsLastMakeNoDifference(Norm norm) {
    ImportedGraph plain = imported(new OnnxNetwork(TinyNetwork.TINY).norm(Norm.GROUP));
    OnnxNetwork last = new OnnxNetwork(TinyNetwork.TINY).norm(norm).channelsLast();
    ImportedGraph imported = imported(last.vectors(Vectors.NHWC));

    assertThat(lines(imported.graph())).isEqualTo(lines(plain.graph()));
    plain
        .weights()
        .tensors()
        .forEach(
            (name, tensor) ->
                assertThatTensor(imported.weights().tensor(name)).as(name).hasSameBitsAs(tensor));
  }

  @ParameterizedTest
  @EnumSource
  void numbersAreReadHoweverTheyAreStored(OnnxNumbers numbers) {
    OnnxNetwork plain = new OnnxNetwork(TinyNetwork.TINY).norm(Norm.GROUP);
    OnnxNetwork stored = new OnnxNetwork(TinyNetwork.TINY).norm(Norm.GROUP).numbers(numbers);
    assertThat(lines(imported(stored).graph())).isEqualTo(lines(imported(plain).graph()));
  }
}
