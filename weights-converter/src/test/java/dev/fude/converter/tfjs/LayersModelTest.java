package dev.fude.converter.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.Conversion;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.importer.GraphImport;
import dev.fude.converter.importer.ImportedGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.core.op.LeakyRelu;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers of Keras and their numbers become a graph, or one sentence. */
class LayersModelTest {
  private static final long SEED = 20_324;
  private static final int MUTATIONS = 20_000;

  private static final String FUNCTIONAL =
      """
      {"format": "layers-model", "modelTopology": {"model_config": {
        "class_name": "Functional", "config": {"name": "net", "layers": [
          {"class_name": "InputLayer", "name": "photo", "inbound_nodes": [],
           "config": {"batch_input_shape": [null, null, null, 3], "name": "photo"}},
          {"class_name": "Conv2D", "name": "a", "inbound_nodes": [[["photo", 0, 0, {}]]],
           "config": {"filters": 2, "kernel_size": [1, 3], "strides": [1, 1], "padding": "same",
                      "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1,
                      "activation": "linear", "use_bias": true}},
          {"class_name": "Activation", "name": "r", "inbound_nodes": [[["a", 0, 0, {}]]],
           "config": {"activation": "relu"}},
          {"class_name": "Concatenate", "name": "c",
           "inbound_nodes": [[["photo", 0, 0, {}], ["r", 0, 0, {}]]], "config": {"axis": 3}},
          {"class_name": "Conv2D", "name": "b", "inbound_nodes": [[["c", 0, 0, {}]]],
           "config": {"filters": 3, "kernel_size": [1, 1], "padding": "valid",
                      "activation": "tanh", "use_bias": false}},
          {"class_name": "Add", "name": "s",
           "inbound_nodes": [[["b", 0, 0, {}], ["photo", 0, 0, {}], ["b", 0, 0, {}]]],
           "config": {}},
          {"class_name": "UpSampling2D", "name": "u", "inbound_nodes": [[["s", 0, 0, {}]]],
           "config": {"size": [2, 3], "interpolation": "nearest"}}],
         "input_layers": [["photo", 0, 0]], "output_layers": [["u", 0, 0]]}}},
       "weightsManifest": [{"paths": ["shard.bin"], "weights": [
         {"name": "a/kernel", "shape": [1, 3, 3, 2], "dtype": "float32"},
         {"name": "a/bias", "shape": [2], "dtype": "float32"},
         {"name": "b/kernel", "shape": [1, 1, 5, 3], "dtype": "float32"}]}]}
      """;

  private static final String SEQUENTIAL =
      """
      {"modelTopology": {"class_name": "Sequential", "config": {"name": "net", "layers": [
         {"class_name": "Conv2D",
          "config": {"name": "a", "batch_input_shape": [null, 64, 64, 3], "filters": 3,
                     "kernel_size": [3, 3], "padding": "same", "activation": "relu",
                     "use_bias": false}},
         {"class_name": "LeakyReLU", "config": {"name": "l", "alpha": 0.25}},
         {"class_name": "ReLU", "config": {"name": "r", "max_value": null}}]}},
       "weightsManifest": [{"paths": ["shard.bin"], "weights": [
         {"name": "a/kernel", "shape": [3, 3, 3, 3], "dtype": "float32"}]}]}
      """;

  /** Floats of each model. */
  private static final int OF_FUNCTIONAL = 18 + 2 + 15;

  private static final int OF_SEQUENTIAL = 81;

  @TempDir Path folder;

  /** A model whose numbers are 0, 1, 2 and so on. */
  private Path written(String text, int numbers) throws IOException {
    ByteBuffer shard = ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < numbers; i++) {
      shard.putFloat(i);
    }
    Files.write(folder.resolve("shard.bin"), shard.array());
    return Files.writeString(folder.resolve("model.json"), text, StandardCharsets.ISO_8859_1);
  }

  private static ImportedGraph imported(Path file) {
    return GraphImport.of(new TfjsReader().graph(Source.open(file)).orElseThrow());
  }

  @Test
  void layersThatReadOneAnotherBecomeAGraph() throws IOException {
    ImportedGraph imported = imported(written(FUNCTIONAL, OF_FUNCTIONAL));
    assertThat(imported.graph().nodes())
        .extracting(node -> node.op().kind() + " " + node.inputs())
        .containsExactly(
            "conv2d [picture]",
            "leaky_relu [conv2d_1]",
            "concat [picture, leaky_relu_1]",
            "conv2d [concat_1]",
            "tanh [conv2d_2]",
            "add [tanh_1, picture]",
            "add [add_1, tanh_1]",
            "resize_nearest [add_2]");
    // (kernelH, kernelW, inChannels, outChannels) there, outChannels first here
    assertThat(imported.weights().tensor("conv2d_1.weight").data())
        .containsExactly(0, 6, 12, 2, 8, 14, 4, 10, 16, 1, 7, 13, 3, 9, 15, 5, 11, 17);
    assertThat(imported.weights().tensor("conv2d_1.bias").data()).containsExactly(18, 19);
    assertThat(imported.weights().tensor("conv2d_2.weight").data()).startsWith(20, 23, 26, 29, 32);
  }

  /** As Keras 3 tells it, which TensorFlow.js does not read. */
  @Test
  void callsTellWhatLayersRead() throws IOException {
    Pattern nodes = Pattern.compile("\"inbound_nodes\": \\[\\[(.+?)]]([,}])");
    Matcher matcher = nodes.matcher(FUNCTIONAL);
    String calls = matcher.replaceAll(use -> call(use.group(1)) + use.group(2));
    calls = calls.replace("[[\"u\", 0, 0]]", "[\"u\", 0, 0]").replace("batch_input_", "batch_");
    assertThat(calls).contains("[\"c\", 0, 0]").doesNotContain("{}]");

    assertThat(imported(written(calls, OF_FUNCTIONAL)).graph().nodes())
        .isEqualTo(imported(written(FUNCTIONAL, OF_FUNCTIONAL)).graph().nodes());
  }

  /** From {@code ["a", 0, 0, {}], ["b", 0, 0, {}]}. */
  private static String call(String references) {
    String tensors =
        references.replaceAll(
            "\\[(\"\\w+\"), 0, 0, \\{}]",
            "{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [$1, 0, 0]}}");
    String arguments = references.contains("], [") ? "[" + tensors + "]" : tensors;
    return "\"inbound_nodes\": [{\"args\": [" + arguments + "], \"kwargs\": {\"mask\": null}}]";
  }

  @Test
  void sequenceBecomesAGraph() throws IOException {
    ImportedGraph imported = imported(written(SEQUENTIAL, OF_SEQUENTIAL));
    assertThat(imported.graph().nodes())
        .extracting(node -> node.op().kind())
        .containsExactly("conv2d", "leaky_relu", "leaky_relu", "leaky_relu");
    assertThat(imported.graph().nodes().get(2).op()).isEqualTo(new LeakyRelu(0.25f));
  }

  @Test
  void publishedModelIsImported() {
    Path file = SharedFolder.require("models/upscalerjs/model.json");
    assertThat(Conversion.open(file).report().parameters()).isEqualTo(222_075);
    assertThat(imported(file).graph().nodes()).hasSize(23);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Concatenate\" | \"Dense\" | \"Dense\" \"c\" (4 of 7) is of a class that is not known",
        "\"Functional\" | \"Lambda\" | a layers model of class \"Lambda\", which is not read",
        "\"relu\" | \"gelu\" | \"r\" (3 of 7) has the activation \"gelu\"",
        "channels_last | channels_first | \"a\" (2 of 7) has the channels first",
        "\"same\" | \"causal\" | \"a\" (2 of 7) pads in a way",
        "\"filters\": 2 | \"filters\": 4 | has a kernel of shape [1, 3, 3, 2], against its"
            + " settings",
        "\"kernel_size\": [1, 3] | \"kernel_size\": [3] | not two counts",
        "\"strides\": [1, 1] | \"strides\": [0, 1] | not two counts",
        "\"a/bias\" | \"bias\" | \"a\" (2 of 7) has no numbers called \"a/bias\"",
        "\"axis\": 3 | \"axis\": 1 | joins pictures otherwise than channel by channel",
        "\"nearest\" | \"bilinear\" | \"u\" (7 of 7) enlarges otherwise than to the nearest",
        "[[[\"c\", 0, 0, {}]]] | [[[\"c\", 0, 1, {}]]] | reads something else than what a layer"
            + " gives",
        "[[[\"c\", 0, 0, {}]]] | [[[\"c\", 0, 0, {\"x\": 1}]]] | reads something else",
        "[[[\"c\", 0, 0, {}]]] | [[[\"u\", 0, 0, {}]]] | reads \"u\", which no layer before it"
            + " gives",
        "[[[\"c\", 0, 0, {}]]] | [[[\"c\", 0, 0]], [[\"r\", 0, 0]]] | is used 2 times",
        "[[[\"c\", 0, 0, {}]]] | [{\"args\": []}] | reads 0 values instead of one",
        "[[[\"c\", 0, 0, {}]]] | [{\"args\": [{\"config\": {}}]}] | reads something else",
        "[[[\"c\", 0, 0, {}]]] | [{\"args\": [], \"kwargs\": {\"x\": 1}}] | reads something else",
        "[[[\"c\", 0, 0, {}]]] | [[]] | reads 0 values instead of one",
        "\"name\": \"r\" | \"name\": \"a\" | has a name that another has",
        "[[\"u\", 0, 0]] | [[\"u\", 0, 0], [\"s\", 0, 0]] | it gives 2 values",
        "[[\"u\", 0, 0]] | [[\"v\", 0, 0]] | its output \"v\" is none of its layers",
        "[[\"u\", 0, 0]] | [[]] | its output \"\" is none of its layers",
        "null, 3] | 3] | takes no pictures"
      })
  void whatIsNotKnownIsNamed(String before, String after, String reason) throws IOException {
    assertThat(FUNCTIONAL).contains(before);
    Path file = written(FUNCTIONAL.replace(before, after), OF_FUNCTIONAL);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> imported(file))
        .withMessageContaining(reason)
        .withMessageNotContaining("\n");
  }

  @Test
  void largestValueOfARectifierIsNotKnown() throws IOException {
    Path file =
        written(SEQUENTIAL.replace("\"max_value\": null", "\"max_value\": 6"), OF_SEQUENTIAL);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> imported(file))
        .withMessageContaining("its layer \"ReLU\" \"r\" (3 of 3) has a largest value");
  }

  @Tag("one-jdk")
  @Test
  void mutated() {
    Mutations.requireRefusals(
        100,
        "layers",
        FUNCTIONAL.getBytes(StandardCharsets.ISO_8859_1),
        SEED,
        MUTATIONS,
        (what, content) -> {
          Path file = written(new String(content, StandardCharsets.ISO_8859_1), OF_FUNCTIONAL);
          return Hostility.isAccepted(
              what, () -> new TfjsReader().graph(Source.open(file)).ifPresent(GraphImport::of));
        });
  }
}
