package dev.fude.converter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.TfliteNetwork;
import dev.fude.converter.files.TfliteNetwork.Numbers;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.core.FudeException;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.LayerTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, and the settings beside it. */
@Tag("one-jdk")
class ConversionTest {
  private static final long SEED = 20_261;

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);

  private Conversion open(Path source) {
    return Conversion.open(source, TinyNetwork.GENERATOR);
  }

  private Path pytorch(String name) {
    return TorchFile.of(tensors).write(folder.resolve(name));
  }

  @Test
  void wholeGeneratorFromPytorch() {
    Map<String, Tensor> generator =
        TinyNetwork.randomTensors(LayerTable.of(AnimeGanV2.GENERATOR), SEED);
    Path source = TorchFile.of(generator).write(folder.resolve("a.pt"));
    assertSame(Conversion.open(source).model().weights(), generator);
  }

  @Test
  void wholeGeneratorFromTflite() {
    TfliteNetwork network =
        new TfliteNetwork(LayerTable.of(AnimeGanV2.GENERATOR), Numbers.INT8_PER_CHANNEL);
    Path source =
        network
            .build(TinyNetwork.randomTensors(LayerTable.of(AnimeGanV2.GENERATOR), SEED))
            .write(folder.resolve("a.tflite"));
    assertSame(Conversion.open(source).model().weights(), network.expected());
  }

  /** Of kernels alone in 8 bits; what the interpreter rounds besides is in no tensor. */
  @Test
  void roundingOfTheInterpreterIsTold() {
    assertThat(open(tflite(Numbers.DYNAMIC_RANGE)).report().notes())
        .singleElement()
        .asString()
        .startsWith("Its kernels are 8-bit integers and its pictures floats (dynamic-range");
    assertThat(open(tflite(Numbers.FLOAT16)).report().notes()).isEmpty();
    assertThat(open(tflite(Numbers.FLOAT32)).report().notes()).isEmpty();
  }

  private Path tflite(Numbers numbers) {
    return new TfliteNetwork(TinyNetwork.TINY, numbers)
        .build(TinyNetwork.randomHalves(TinyNetwork.TINY, SEED))
        .write(folder.resolve(numbers + ".tflite"));
  }

  private static void assertSame(Weights actual, Map<String, Tensor> expected) {
    assertThat(actual.tensors().keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, tensor) -> assertThatTensor(actual.tensor(name)).as(name).hasSameBitsAs(tensor));
  }

  @Test
  void formatIsToldByContent() {
    assertThat(open(pytorch("misnamed.tflite")).report().format()).isEqualTo("PyTorch (zip)");
    Path misnamed =
        new TfliteNetwork(TinyNetwork.TINY, Numbers.FLOAT32)
            .build(tensors)
            .write(folder.resolve("misnamed.pt"));
    assertThat(open(misnamed).report().format()).isEqualTo("TensorFlow Lite");
  }

  @Test
  void metadataCarriesWhatChangesThePicture() {
    Path source = pytorch("Hayao_v2.pt");
    Weights weights = ModelFile.content(open(source).model());
    assertThat(weights.metadata())
        .containsEntry("format", "fude")
        .containsEntry("format_version", "1")
        .containsEntry("architecture", "tiny")
        .containsEntry("resize", "align_corners")
        .containsEntry("norm_eps", "1e-5")
        .containsEntry("style", "hayao")
        .containsEntry("source", "Hayao_v2.pt")
        .containsEntry("source_sha256", open(source).report().sourceSha256())
        .containsEntry("license", "do as you please")
        .hasSize(9);
  }

  @Test
  void callerOverridesWhatIsReadAndAssumed() {
    Conversion conversion =
        open(pytorch("a.pt"))
            .resize(ResizeRule.HALF_PIXEL)
            .eps(2.5e-7)
            .style("ink")
            .license("mine")
            .dtype(DType.F16);
    assertThat(conversion.model().card().entries())
        .containsEntry("style", "ink")
        .containsEntry("license", "mine");
    assertThat(ModelFile.content(conversion.model()).metadata())
        .containsEntry("resize", "half_pixel")
        .containsEntry("norm_eps", "2.5e-7");
    ConversionReport report = conversion.report();
    assertThat(report.resizeRule().orElseThrow().origin()).isEqualTo("given by the caller");
    assertThat(report.normEps().orElseThrow().origin()).isEqualTo("given by the caller");
    assertThat(report.dtype()).isEqualTo(DType.F16);
  }

  @Test
  void unusableSettingsAreRefused() {
    Conversion conversion = open(pytorch("a.pt"));
    for (double eps : new double[] {0, -1e-5, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> conversion.eps(eps));
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> conversion.dtype(DType.I8))
        .withMessageContaining("F32 or F16");
  }

  /** Old exporters wrote 0 where PyTorch had a number too small for them. */
  @Test
  void epsThatCannotBeUsedIsAskedFor() throws IOException {
    byte[] graph = new OnnxNetwork(TinyNetwork.TINY).eps(0).build(tensors).bytes();
    Path source = Files.write(folder.resolve("a.onnx"), graph);
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(source).report())
        .withMessageStartingWith(source + " cannot be converted: its norms use an eps of 0.0")
        .withMessageContainingAll("--eps 1e-5", "eps(...)");
    assertSame(open(source).eps(1e-5).model().weights(), tensors);
  }

  @Test
  void resizeRuleThatCannotBeUsedIsAskedFor() throws IOException {
    OnnxFile graph = new OnnxNetwork(TinyNetwork.TINY).build(tensors);
    OnnxNetwork.resize(graph, "input", "cubic");
    Path source = Files.write(folder.resolve("a.onnx"), graph.bytes());
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(source).model())
        .withMessageContainingAll("enlarges pictures in a way", "--resize align_corners");
    assertSame(open(source).resize(ResizeRule.ASYMMETRIC).model().weights(), tensors);
  }

  @Test
  void styleIsGuessedFromTheNameAlone() {
    assertThat(open(pytorch("plain.pt")).report().style()).isEqualTo("unknown");
    assertThat(open(pytorch("AnimeGANv2_HAYAO-99.pt")).report().style()).isEqualTo("hayao");
  }

  @Test
  void longerStyleNamesWin() {
    List<String> styles = AnimeGanV2.GENERATOR.styles();
    for (String longer : styles) {
      for (String shorter : styles) {
        if (longer.contains(shorter)) {
          assertThat(styles.indexOf(longer)).isLessThanOrEqualTo(styles.indexOf(shorter));
        }
      }
    }
  }

  @Test
  void writtenFileHoldsTheSame() {
    Path target = folder.resolve("out.safetensors");
    ConversionReport report = open(pytorch("a.pt")).write(target, false);
    assertThat(report.tensors()).isEqualTo(tensors.size());
    Weights read = Safetensors.readWeights(target);
    assertSame(read, tensors);
    assertThat(read.metadata()).containsEntry("resize", "align_corners");
  }

  @Test
  void sourcesAreComparedTensorByTensor() {
    Map<String, Tensor> other = new LinkedHashMap<>(tensors);
    other.computeIfPresent("b.conv.bias", (name, bias) -> Tensor.of(Shape.of(3), 1, 2, 3));
    tensors.put("b.conv.bias", Tensor.of(Shape.of(3), 1, 4, 2));
    Conversion one = open(pytorch("a.pt"));
    Conversion two = open(TorchFile.of(other).write(folder.resolve("b.pt")));
    List<TensorDifference> differences = one.differencesFrom(two);
    assertThat(differences)
        .extracting(TensorDifference::name)
        .containsExactlyElementsOf(tensors.keySet());
    assertThat(differences)
        .filteredOn(difference -> difference.different() > 0)
        .containsExactly(new TensorDifference("b.conv.bias", 2, 2, 1));
  }

  @Test
  void halfPrecisionIsWrittenOnRequest() {
    Map<String, Tensor> halves = TinyNetwork.randomHalves(TinyNetwork.TINY, SEED);
    Path source = TorchFile.of(halves).write(folder.resolve("a.pt"));
    Path target = folder.resolve("out.safetensors");
    open(source).dtype(DType.F16).write(target, false);
    assertThat(Safetensors.read(target).tensors().values())
        .allSatisfy(stored -> assertThat(stored.dtype()).isEqualTo(DType.F16));
    assertSame(Safetensors.readWeights(target), halves);
  }

  @Test
  void existingFileIsKeptUnlessAskedOtherwise() throws IOException {
    Path target = Files.writeString(folder.resolve("out.safetensors"), "precious");
    Conversion conversion = open(pytorch("a.pt"));
    assertThatExceptionOfType(FudeException.class)
        .isThrownBy(() -> conversion.write(target, false))
        .withMessageContaining("exists");
    assertThat(target).hasContent("precious");
    conversion.write(target, true);
    assertThat(Safetensors.readWeights(target).tensors()).hasSize(tensors.size());
  }

  @Test
  void nothingIsLeftBehindWhenTheSourceIsBad() throws IOException {
    Path source = Files.writeString(folder.resolve("a.pt"), "\0no weights");
    Path target = folder.resolve("out.safetensors");
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(source).write(target, false))
        .withMessageContaining("formats known are TensorFlow Lite, PyTorch (zip)");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(source);
    }
  }

  @Test
  void sourcesThatAreNoFilesAreRefused() throws IOException {
    assertRefused(folder.resolve("missing.pt"), "does not exist");
    assertRefused(folder, "is a folder");
    assertRefused(Files.createFile(folder.resolve("empty.pt")), "is empty");
    assertRefused(Files.write(folder.resolve("one.pt"), new byte[] {'P'}), "no known");
  }

  private void assertRefused(Path source, String why) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(source))
        .withMessageStartingWith(source.toString())
        .withMessageContaining(why);
  }

  @Test
  void allThatDoesNotFitIsListedAtOnce() {
    Map<String, Tensor> wrong = new LinkedHashMap<>(tensors);
    List<String> names = new ArrayList<>(wrong.keySet());
    wrong.remove(names.get(0));
    wrong.put(names.get(1), Tensor.of(Shape.of(2), 1, 2));
    wrong.put("discriminator.weight", Tensor.of(Shape.of(1), 1));
    Path source = TorchFile.of(wrong).write(folder.resolve("wrong.pt"));
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(source))
        .withMessageContainingAll(
            source.toString(),
            "3 problems",
            "missing \"a.conv.weight\" [3, 3, 3, 5]",
            "\"a.norm.weight\" has shape [2] instead of [3]",
            "unexpected \"discriminator.weight\" [1]");
  }
}
