package dev.fude.converter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.SafetensorsBytes;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.PictureSides;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.RefusedSettingsException;
import dev.fude.model.generator.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Converting what was converted before, and safetensors files from elsewhere. */
class ReconversionTest {
  private static final long SEED = 20_278;

  @TempDir Path folder;

  private final Map<String, Tensor> halves = TinyNetwork.randomHalves(TinyNetwork.TINY, SEED);

  private static Conversion open(Path source) {
    return Conversion.open(source, TinyNetwork.GENERATOR);
  }

  private Path library(Map<String, String> metadata) throws IOException {
    byte[] file = SafetensorsBytes.of(halves, "F32", metadata);
    return Files.write(folder.resolve("hayao.safetensors"), file);
  }

  private void assertHalves(Weights weights) {
    halves.forEach(
        (name, tensor) -> assertThatTensor(weights.tensor(name)).as(name).hasSameBitsAs(tensor));
  }

  @Test
  void smallerFileSaysWhatTheLargerOneSaid() {
    Path large = folder.resolve("large.safetensors");
    Path small = folder.resolve("small.safetensors");
    Conversion first = open(TorchFile.of(halves).write(folder.resolve("a.pt")));
    first.resize(ResizeRule.HALF_PIXEL).eps(3e-6).style("ink").license("mine").write(large, false);

    Conversion second = open(large).dtype(DType.F16);
    ConversionReport report = second.write(small, false);
    assertThat(report.format()).isEqualTo("safetensors");
    assertThat(report.resizeRule().orElseThrow().origin()).isEqualTo("read from the metadata");
    assertThat(report.normEps().orElseThrow().origin()).isEqualTo("read from the metadata");

    Weights read = Safetensors.readWeights(small);
    assertHalves(read);
    assertThat(read.metadata())
        .containsEntry("format", "fude")
        .containsEntry("resize", "half_pixel")
        .containsEntry("norm_eps", "3e-6")
        .containsEntry("style", "ink")
        .containsEntry("license", "mine")
        .containsEntry("source", "large.safetensors")
        .containsEntry("source_sha256", report.sourceSha256())
        .hasSize(9);
  }

  /** A model of any graph, with all that its file can say. */
  private Path graph() {
    GraphBuilder builder = Graph.builder("photo", 3);
    Graph graph = builder.build(builder.add("paint", Conv2d.pointwise(3), "photo"));
    Tensor weight = Tensor.of(Shape.of(3, 3, 1, 1), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Model model =
        Model.of(
                graph,
                new Weights(Map.of(), Map.of("paint.weight", weight)),
                ChannelOrder.BGR,
                ValueRange.LEVELS,
                ValueRange.UNIT,
                ModelCard.BLANK.with(ModelCard.STYLE, "ink").with(ModelCard.LICENSE, "mine"))
            .inMultiplesOf(8);
    Path file = folder.resolve("graph.safetensors");
    ModelFile.write(file, model, DType.F32, false);
    return file;
  }

  @Test
  void aGraphThatWasConvertedBeforeKeepsWhatItsFileSays() {
    Path large = graph();
    Path small = folder.resolve("small.safetensors");
    Conversion first = Conversion.open(large);

    ConversionReport report = Conversion.open(large).dtype(DType.F16).write(small, false);

    assertThat(report.architecture()).isEqualTo("graph");
    assertThat(report.picture().orElseThrow().origin()).isEqualTo("read from the metadata");
    Model read = ModelFile.read(small, Settings.NONE);
    assertThat(read.graph().nodes()).isEqualTo(first.model().graph().nodes());
    assertThat(read.picture()).isEqualTo(first.model().picture());
    assertThat(read.picture().sides()).isEqualTo(new PictureSides(8, 8, 1));
    assertThat(read.card().entries())
        .containsEntry("style", "ink")
        .containsEntry("license", "mine")
        .containsEntry("source", "graph.safetensors");
    assertThat(first.differencesFrom(Conversion.open(small)))
        .singleElement()
        .extracting(TensorDifference::largest)
        .isEqualTo(0.0);
  }

  @Test
  void callerHasTheLastWordOverAConvertedGraphToo() {
    Path source = graph();

    Conversion told = Conversion.open(source).channels(ChannelOrder.RGB);
    assertThat(told.model().picture().channels()).isEqualTo(ChannelOrder.RGB);
    assertThat(told.model().picture().input()).isEqualTo(ValueRange.LEVELS);
    assertThat(told.report().picture().orElseThrow().origin()).isEqualTo("given by the caller");
    assertThatExceptionOfType(RefusedSettingsException.class)
        .isThrownBy(() -> Conversion.open(source).eps(1e-3).report());
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> Conversion.open(source, "ema"))
        .withMessage(
            source
                + " cannot be converted: it is a model, which holds one network and none called"
                + " \"ema\"; leave out --network.");
  }

  @Test
  void callerStillHasTheLastWord() throws IOException {
    Path source = library(Map.of("resize", "half_pixel", "style", "ink"));
    Conversion conversion = open(source).resize(ResizeRule.ASYMMETRIC).style("oil");
    assertThat(conversion.report().resizeRule().orElseThrow().value())
        .isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(conversion.report().style()).isEqualTo("oil");
  }

  @Test
  void libraryFilesSayNothingSoThePortIsAssumed() throws IOException {
    for (Map<String, String> metadata :
        Arrays.asList(Map.of("format", "pt"), Map.<String, String>of())) {
      Conversion conversion = open(library(metadata));
      assertHalves(conversion.model().weights());
      ConversionReport report = conversion.report();
      assertThat(report.resizeRule().orElseThrow().value()).isEqualTo(ResizeRule.ALIGN_CORNERS);
      assertThat(report.resizeRule().orElseThrow().origin()).isEqualTo("assumed: PyTorch's");
      assertThat(report.normEps().orElseThrow().value()).isEqualTo(1e-5);
      assertThat(report.style()).isEqualTo("hayao");
      assertThat(report.license()).isEqualTo("do as you please");
    }
  }

  @Test
  void metadataThatCannotBeIsRefused() throws IOException {
    for (String name : new String[] {"resize", "norm_eps"}) {
      Path source = library(Map.of(name, "nonsense"));
      assertThatExceptionOfType(InvalidWeightsException.class)
          .isThrownBy(() -> open(source).report())
          .withMessageStartingWith(source + " cannot be converted: its metadata says that " + name);
    }
  }

  /** Core's reader names the file itself; the name must not be put before it again. */
  @Test
  void damagedFilesAreNamedOnce() throws IOException {
    byte[] whole = Files.readAllBytes(library(Map.of()));
    for (int length = 9; length < whole.length; length += 97) {
      Path damaged = Files.write(folder.resolve("damaged"), Arrays.copyOf(whole, length));
      assertThatExceptionOfType(InvalidWeightsException.class)
          .as("cut to %d bytes", length)
          .isThrownBy(() -> open(damaged))
          .withMessageStartingWith(damaged + " is not a valid safetensors file: ")
          .withMessageMatching("[^\n]*[^.\n]\\.")
          .satisfies(e -> assertThat(e.getMessage().split("damaged", -1)).hasSize(2));
    }
  }
}
