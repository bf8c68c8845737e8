package dev.fude.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.RefusedSettingsException;
import dev.fude.model.generator.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model file must say of itself, and what the caller must say where it does not. */
class ModelFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  /** A file of some model with other words. */
  private Path write(Model model, Consumer<Map<String, String>> edit) {
    Map<String, String> words = new LinkedHashMap<>(ModelFile.content(model).metadata());
    edit.accept(words);
    Safetensors.write(file(), new Weights(words, model.weights().tensors()), DType.F32, true);
    return file();
  }

  private Path animeGanV2(Consumer<Map<String, String>> edit) {
    return write(TestModels.animeGanV2(ResizeRule.ASYMMETRIC), edit);
  }

  private Path withGraph(Consumer<Map<String, String>> edit) {
    return write(TestModels.withGraph(), edit);
  }

  private static void refused(Path file, String... words) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> ModelFile.read(file, Settings.NONE))
        .satisfies(e -> assertThat(e.getMessage()).contains(words).endsWith(".").hasLineCount(1))
        .withMessageContaining(file.toString());
  }

  private static Settings settings(Model model) {
    return model.definition().orElseThrow().settings();
  }

  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void aHandWrittenNetworkIsItsNameAndSettings(ResizeRule rule) {
    Model written = TestModels.animeGanV2(rule);
    ModelFile.write(file(), written, DType.F32, false);

    Model read = ModelFile.read(file(), Settings.NONE);

    assertThat(read.graph().nodes()).isEqualTo(written.graph().nodes());
    assertThat(read.definition()).isEqualTo(written.definition());
    assertThat(read.picture()).isEqualTo(written.picture());
    assertThat(read.card()).isEqualTo(written.card());
    assertThat(ModelFile.content(read).metadata()).doesNotContainKey("graph");
  }

  @Test
  void anyOtherNetworkIsItsGraph() {
    Model written = TestModels.withGraph();
    ModelFile.write(file(), written, DType.F32, false);

    Model read = ModelFile.read(file(), Settings.NONE);

    assertThat(read.graph().nodes()).isEqualTo(written.graph().nodes());
    assertThat(read.graph().input()).isEqualTo(written.graph().input());
    assertThat(read.graph().output()).isEqualTo(written.graph().output());
    assertThat(read.picture()).isEqualTo(written.picture());
    assertThat(read.card()).isEqualTo(written.card());
    assertThat(read.weights().tensors().keySet()).isEqualTo(written.weights().tensors().keySet());
  }

  /** What the graph tells is not told twice. */
  @Test
  void multiplesOfSidesAreKeptWhereTheGraphDoesNotTellThem() {
    Model written = TestModels.withGraph().inMultiplesOf(8);
    ModelFile.write(file(), written, DType.F32, false);

    PictureSides sides = ModelFile.read(file(), Settings.NONE).picture().sides();

    assertThat(sides).isEqualTo(new PictureSides(8, 8, 1)).isEqualTo(written.picture().sides());
    assertThat(ModelFile.content(written).metadata()).containsEntry("side_multiple", "8");
    assertThat(ModelFile.content(TestModels.withGraph()).metadata())
        .doesNotContainKey("side_multiple");
  }

  @Test
  void filesFromBeforeVersionsWereWrittenStillLoad() {
    Path old = animeGanV2(words -> words.remove("format_version"));

    assertThat(settings(ModelFile.read(old, Settings.NONE)).resizeRule())
        .isEqualTo(ResizeRule.ASYMMETRIC);
  }

  @Test
  void newerVersionsAreRefused() {
    refused(animeGanV2(words -> words.put("format_version", "2")), "\"2\"", "get a newer Fude");
  }

  @Test
  void aMissingFileIsOneSentence() {
    refused(folder.resolve("none.safetensors"), "none.safetensors");
  }

  @Test
  void silentFilesAreRefusedWithTheCure() {
    refused(animeGanV2(words -> words.remove("resize")), "resize rule", "builder().resize(");
    refused(animeGanV2(words -> words.remove("norm_eps")), "eps", "builder().normEps(");
    refused(animeGanV2(Map::clear), "do not say");
  }

  @Test
  void theCallerMaySpeakForSilentFiles() {
    Settings given = Settings.of(ResizeRule.ALIGN_CORNERS, 1e-6);

    assertThat(settings(ModelFile.read(animeGanV2(Map::clear), given))).isEqualTo(given);
  }

  @Test
  void theCallerHasTheLastWord() {
    Settings given = Settings.NONE.withResize(ResizeRule.HALF_PIXEL);

    Settings settings = settings(ModelFile.read(animeGanV2(words -> {}), given));

    assertThat(settings.resizeRule()).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThat(settings.normEps()).isEqualTo(1e-5);
  }

  @Test
  void butNotOverAGraph() {
    Path file = withGraph(words -> {});

    assertThatExceptionOfType(RefusedSettingsException.class)
        .isThrownBy(() -> ModelFile.read(file, Settings.NONE.withNormEps(1e-3)))
        .withMessageStartingWith(file + ": The file holds the network's graph")
        .withMessageEndingWith("leave resize rule and eps out.");
  }

  @Test
  void wordsOfOtherFormatsAreNotTaken() {
    refused(animeGanV2(words -> words.put("format", "pt")), "do not say", "resize rule");
  }

  @Test
  void otherArchitecturesAreRefused() {
    refused(animeGanV2(words -> words.put("architecture", "x\ny")), "\"x?y\"", "animeganv2");
  }

  @Test
  void unknownRulesAreRefused() {
    refused(animeGanV2(words -> words.put("resize", "nearest")), "nearest", "align_corners");
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "0", "-1e-5", "NaN", "Infinity"})
  void impossibleEpsIsRefused(String eps) {
    refused(animeGanV2(words -> words.put("norm_eps", eps)), "norm_eps", "\"" + eps + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "channel_order, rbg", "channel_order, RGB", "input_range, 0", "input_range, 0 1 2",
    "input_range, 1 0", "output_range, 0 NaN", "output_range, a b", "output_range,",
    "side_multiple, 0", "side_multiple, 65", "side_multiple, 8.0", "side_multiple,"
  })
  void impossibleContractsAreRefused(String key, String value) {
    refused(withGraph(words -> words.put(key, value == null ? "" : value)), key, "write it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"channel_order", "input_range", "output_range"})
  void halfContractsAreRefused(String key) {
    refused(withGraph(words -> words.remove(key)), key);
  }

  @Test
  void twoWordsForOneThingAreRefused() {
    refused(withGraph(words -> words.put("resize", "half_pixel")), "[resize]", "beside a graph");
    refused(animeGanV2(words -> words.put("input_range", "0 1")), "[input_range]", "no graph");
  }

  @Test
  void tensorsMustFitExactly() {
    Model model = TestModels.animeGanV2(ResizeRule.ASYMMETRIC);
    Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
    tensors.remove("out_layer.0.weight");
    tensors.put("stranger", Tensor.zeros(Shape.of(1)));
    tensors.put("block_b.0.2.bias", Tensor.zeros(Shape.of(127)));
    Map<String, String> words = ModelFile.content(model).metadata();
    Safetensors.write(file(), new Weights(words, tensors), DType.F32);

    refused(file(), "out_layer.0.weight", "stranger", "[127]");
  }

  @Test
  void aCardMayNotSpeakForTheFormat() {
    Model model = TestModels.animeGanV2(ResizeRule.ASYMMETRIC);
    ModelCard card = model.card().with("norm_eps", "3");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ModelFile.write(
                    file(),
                    Model.of(model.definition().orElseThrow(), model.weights(), card),
                    DType.F32,
                    false))
        .withMessageContaining("norm_eps");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aModelGivesOnePicture() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("first", new Tanh(), "photo");
    builder.add("second", new Tanh(), "first");
    Graph several = builder.build(List.of("first", "second"));
    Weights none = new Weights(Map.of(), Map.of());

    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(
            () ->
                Model.of(
                    several,
                    none,
                    ChannelOrder.RGB,
                    ValueRange.UNIT,
                    ValueRange.UNIT,
                    ModelCard.BLANK))
        .withMessageContaining(
            "gives 2 values, [first, second]; only networks that give one picture");
  }
}
