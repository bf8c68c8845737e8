package dev.fude.converter.tfjs;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.TensorFlowNetwork;
import dev.fude.converter.files.TensorFlowNetwork.Form;
import dev.fude.converter.files.TfjsFile;
import dev.fude.converter.files.TfjsNumbers;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import dev.fude.converter.pytorch.PyTorchZipReader;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.LayerTable;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which weights are stored beside a model, and what the model says. */
class TfjsReaderTest {
  private static final long SEED = 20_272;
  private static final LayerTable TINY = TinyNetwork.TINY;

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomHalves(TINY, SEED);
  private final TfjsReader reader = new TfjsReader();

  private static TensorFlowNetwork network() {
    return new TensorFlowNetwork(TINY);
  }

  private TfjsFile file(TensorFlowNetwork network, TfjsNumbers numbers) {
    return new TfjsFile(network.build(tensors), numbers);
  }

  private NeutralModel read(Path file) {
    Source source = Source.open(file);
    assertThat(reader.recognises(source)).isTrue();
    return reader.read(source);
  }

  private NeutralModel read(TfjsFile file) {
    return read(file.write(folder));
  }

  private void assertConverts(NeutralModel model, TfjsNumbers numbers) {
    Map<String, Tensor> converted = Passes.apply(model, TINY);
    assertThat(converted.keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) ->
            assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(numbers.readBack(tensor)));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfNumbers(TfjsNumbers numbers) {
    NeutralModel model = read(file(network(), numbers));
    assertConverts(model, numbers);
    assertThat(GraphFacts.resizeRule(model)).hasValue(ResizeRule.ASYMMETRIC);
    assertThat(GraphFacts.eps(model)).hasValue(1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void everyFormByTheGraphAlone(Form form) {
    int[] count = {0};
    TensorFlowNetwork renamed = network().form(form).naming(name -> "Const_" + count[0]++);
    assertConverts(read(file(renamed, TfjsNumbers.FLOAT32)), TfjsNumbers.FLOAT32);
  }

  @Test
  void textAfterAByteOrderMark() throws IOException {
    Path model = file(network(), TfjsNumbers.UINT16).write(folder);
    Files.writeString(model, "\ufeff\n" + Files.readString(model));
    assertConverts(read(model), TfjsNumbers.UINT16);
  }

  @Test
  void textsAsListsOfNumbers() {
    TensorFlowNetwork fused = network().form(Form.FUSED_BIAS);
    assertConverts(read(file(fused, TfjsNumbers.FLOAT32).textsAsNumbers()), TfjsNumbers.FLOAT32);
  }

  /** A shard of one byte cuts every number, one of 100 most weights. */
  @ParameterizedTest
  @CsvSource({"1, 1", "100, 1", "97, 2", "100000, 3"})
  void shardsOfAnyLength(int shardBytes, int groups) {
    for (TfjsNumbers numbers : new TfjsNumbers[] {TfjsNumbers.FLOAT32, TfjsNumbers.UINT8}) {
      TfjsFile file = file(network(), numbers).shardBytes(shardBytes).groups(groups);
      if (shardBytes > 1 || numbers == TfjsNumbers.UINT8) {
        assertConverts(read(file), numbers);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void manifestAloneByNames(TfjsNumbers numbers) {
    TfjsFile file = file(network(), numbers).shardBytes(50);
    NeutralModel model = read(file.writeManifest(folder));
    assertConverts(model, numbers);
    assertThat(GraphFacts.resizeRule(model)).isEmpty();
    assertThat(model.notes()).containsExactly("Ignored weights that are single numbers: 1.");
  }

  @Test
  void resizeRuleAndEpsAreReadFromTheGraph() {
    assertThat(
            GraphFacts.resizeRule(read(file(network().resize(true, false), TfjsNumbers.FLOAT32))))
        .hasValue(ResizeRule.ALIGN_CORNERS);
    assertThat(
            GraphFacts.resizeRule(read(file(network().resize(false, true), TfjsNumbers.FLOAT32))))
        .hasValue(ResizeRule.HALF_PIXEL);
    TensorFlowNetwork fused = network().form(Form.FUSED_NORM).eps(1e-3f);
    assertThat(GraphFacts.eps(read(file(fused, TfjsNumbers.FLOAT32)))).hasValue(1e-3);
  }

  @Test
  void folderStandsForItsModel() {
    Path manifest = file(network(), TfjsNumbers.FLOAT32).writeManifest(folder);
    assertThat(reader.find(folder)).contains(manifest);
    Path model = file(network(), TfjsNumbers.FLOAT32).write(folder);
    assertThat(reader.find(folder)).contains(model);
    assertThat(reader.find(folder.resolve("missing"))).isEmpty();
    assertThat(reader.find(model)).isEmpty();
  }

  @Test
  void folderWithAnotherModelJsonStandsForNothing() throws IOException {
    Files.writeString(folder.resolve("model.json"), "{\"layers\": 3}");
    assertThat(reader.find(folder)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  \n{\"weightsManifest\": 3}",
        "\ufeff{\"modelTopology\"",
        "[{\"paths\" \"weights\""
      })
  void claimsAreRecognised(String content) throws IOException {
    assertThat(reader.recognises(source(content))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"paths\" \"weights\"}",
        "[\"weightsManifest\"]",
        "x\"weightsManifest\"",
        "{",
        "["
      })
  void othersAreNot(String content) throws IOException {
    assertThat(reader.recognises(source(content))).isFalse();
  }

  private Source source(String content) throws IOException {
    return Source.open(Files.writeString(folder.resolve("model.json"), content));
  }

  private void assertRefused(String content, String why) throws IOException {
    Source source = source(content);
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> reader.read(source))
        .withMessageContaining(why)
        .withMessageMatching("[^\n]+");
  }

  @Test
  void modelWithoutManifestIsRefused() throws IOException {
    assertRefused("{\"modelTopology\":{\"node\":[]}}", "its JSON lacks \"weightsManifest\"");
  }

  @Test
  void shardsOfAnotherSizeAreRefused() throws IOException {
    TfjsFile file = file(network(), TfjsNumbers.FLOAT32).shardBytes(500);
    Path model = file.write(folder);
    String first = file.shards().keySet().iterator().next();
    for (int length : new int[] {499, 501}) {
      Files.write(folder.resolve(first), Arrays.copyOf(file.shards().get(first), length));
      Source source = Source.open(model);
      assertThatExceptionOfType(MalformedSourceException.class)
          .isThrownBy(() -> reader.read(source))
          .withMessageContaining("the files that it names have");
    }
    Files.delete(folder.resolve(first));
    Source source = Source.open(model);
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> reader.read(source))
        .withMessageContainingAll(first, "which is not there");
  }

  private static String manifest(String weight, String paths) {
    return "[{\"weights\":[" + weight + "],\"paths\":[" + paths + "]}]";
  }

  @Test
  void weightsThatAreNotReadAreRefused() throws IOException {
    assertRefused(
        manifest("{\"name\":\"a\",\"shape\":[1],\"dtype\":\"string\"}", ""),
        "\"a\" holds numbers of type \"string\"");
    assertRefused(
        manifest(
            "{\"name\":\"a\",\"shape\":[1],\"dtype\":\"float32\",\"quantization\":"
                + "{\"dtype\":\"int4\",\"scale\":1,\"min\":0}}",
            ""),
        "\"a\" holds numbers of type \"int4\"");
    assertRefused(
        manifest(
            "{\"name\":\"a\",\"shape\":[1],\"dtype\":\"float32\",\"quantization\":"
                + "{\"dtype\":\"uint8\",\"scale\":1}}",
            ""),
        "lacks \"min\"");
    for (String extent : new String[] {"-1", "0.5", "1e300", "\"3\"", "2147483648"}) {
      assertRefused(
          manifest("{\"name\":\"a\",\"shape\":[" + extent + "],\"dtype\":\"float32\"}", ""),
          "its JSON has something else");
    }
    assertRefused(
        manifest("{\"name\":\"a\",\"shape\":[65536,65536],\"dtype\":\"float32\"}", ""),
        "\"a\" is impossibly large");
  }

  @Test
  void twoWeightsOfOneNameAreRefused() throws IOException {
    Files.write(folder.resolve("shard"), new byte[8]);
    String weight = "{\"name\":\"a\",\"shape\":[1],\"dtype\":\"float32\"}";
    assertRefused(manifest(weight + "," + weight, "\"shard\""), "two of its weights");
  }

  @Test
  void shardsOutsideTheFolderAreRefused() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.write(folder.resolve("secret"), new byte[4]);
    String weight = "{\"name\":\"a\",\"shape\":[1],\"dtype\":\"float32\"}";
    Path model = Files.writeString(inside.resolve("model.json"), manifest(weight, "\"../secret\""));
    Source source = Source.open(model);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> reader.read(source))
        .withMessageContaining("not in its own folder");
  }

  @Test
  void textsThatAreNoJsonAreRefused() throws IOException {
    for (String text :
        new String[] {
          "{\"weightsManifest\":[]} {}",
          "{\"weightsManifest\":[]",
          "{\"weightsManifest\":NaN}",
          "{\"weightsManifest\":[" + "[".repeat(1_000),
        }) {
      assertRefused(text, "its JSON is damaged");
    }
    assertRefused("{\"weightsManifest\":[],\"weightsManifest\":[]}", "\"weightsManifest\" twice");
    assertRefused("{\"weightsManifest\":7}", "something else where a list belongs");
  }

  @Test
  void sampleGivesTheBitsOfThePytorchFile() {
    Path sample = SharedFolder.require("weights/tfjs/model.json");
    Path pytorch = SharedFolder.require("weights/hayao.pt");
    assertThat(reader.find(sample.getParent())).contains(sample);
    NeutralModel model = read(sample);
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
