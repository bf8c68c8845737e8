package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.Model;
import dev.fude.model.generator.AnimeGanV3;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.model.generator.TrainedTensor;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of another program's where a model is wanted. */
class ForeignModelTest {
  private static final String SAID =
      "model.json (TensorFlow.js) is converted in memory, once for each run; picture: rgb, -1 to 1"
          + " in, -1 to 1 out (assumed:";

  @TempDir Path folder;
  private Path photo;
  private Path model;

  @BeforeEach
  void makeFiles() throws IOException {
    photo = Fixtures.photo(folder, "photo.png", 8, 8);
    model = graphModel("Tanh");
  }

  /** A network of one convolution, which mixes the colours, and one op more. */
  private Path graphModel(String last) throws IOException {
    ByteBuffer kernel = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 9; i++) {
      kernel.putFloat((i - 3) / 8f);
    }
    Files.write(folder.resolve("shard.bin"), kernel.array());
    String text =
        """
        {"modelTopology": {"node": [
          {"name": "photo", "op": "Placeholder"},
          {"name": "kernel", "op": "Const"},
          {"name": "conv", "op": "Conv2D", "input": ["photo", "kernel"],
           "attr": {"padding": {"s": "VkFMSUQ="}}},
          {"name": "painted", "op": "LAST", "input": ["conv"]}]},
         "weightsManifest": [{"paths": ["shard.bin"], "weights": [
          {"name": "kernel", "shape": [1, 1, 3, 3], "dtype": "float32"}]}]}
        """;
    return Files.writeString(folder.resolve("model.json"), text.replace("LAST", last));
  }

  @Test
  void whatIsNoModelIsCalledByItsName() {
    String[] words = {"photo.png cannot be converted: it is a picture", "name the weight file"};
    Run.of("info", photo).failsInOneSentence(ExitCode.BAD_INPUT, words);
    Run.of("bench", "--model", photo).failsInOneSentence(ExitCode.BAD_INPUT, words);
    stylized(photo, folder.resolve("out.png")).failsInOneSentence(ExitCode.BAD_INPUT, words);
  }

  private Run stylized(Path weights, Path picture, Object... more) {
    Object[] args = {"stylize", photo, "-o", picture, "--model", weights};
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Run.of(all);
  }

  @Test
  void paintsAsTheConvertedFileDoes() throws IOException {
    Path converted = folder.resolve("converted.safetensors");
    Run.of("convert", model, "-o", converted).isDone();
    Path one = folder.resolve("one.png");
    Path other = folder.resolve("other.png");
    stylized(converted, one).isDone();

    assertThat(stylized(model, other).isDone().err()).contains(SAID);
    assertThat(other).hasSameBinaryContentAs(one);
  }

  /** Tensors alone, under names that are not AnimeGANv2's. */
  @Test
  void dictionaryOfTensorsIsKnownByThem() {
    Path raw = folder.resolve("Shinkai-37.safetensors");
    Safetensors.write(raw, new Weights(Map.of(), variablesOfV3()), DType.F32);
    Path converted = folder.resolve("converted.safetensors");
    Run.of("convert", raw, "-o", converted).isDone();
    Path one = folder.resolve("one.png");
    Path other = folder.resolve("other.png");
    stylized(converted, one).isDone();

    assertThat(stylized(raw, other).isDone().err())
        .contains(
            "Shinkai-37.safetensors (safetensors) is converted in memory, once for each run;"
                + " network: animeganv3; resize: asymmetric (assumed: the TensorFlow original's"
                + " default); norm eps: 1e-5 (assumed:");
    assertThat(other).hasSameBinaryContentAs(one);
    assertThat(Run.of("info", raw).isDone().out())
        .contains("Loads as animeganv3, resize asymmetric, norm eps 1e-5.");
  }

  @Test
  void dictionaryOfNoKnownNetworkIsHeldAgainstAll() {
    Path raw = folder.resolve("a.safetensors");
    Weights stranger = new Weights(Map.of(), Map.of("conv.weight", Tensor.of(Shape.of(1), 1)));
    Safetensors.write(raw, stranger, DType.F32);
    stylized(raw, folder.resolve("a.png"))
        .failsInOneSentence(
            ExitCode.BAD_INPUT,
            "a.safetensors cannot be converted",
            "nor is it any other network that is known by its tensors: animeganv1, animeganv3");
  }

  /** Variables as AnimeGANv3's program keeps them, of a batch norm that nobody trained. */
  private static Map<String, Tensor> variablesOfV3() {
    Map<String, Tensor> graphs =
        Model.untrained(
                new Definition(AnimeGanV3.GENERATOR, Settings.of(ResizeRule.ASYMMETRIC, 1e-5)),
                20_323)
            .weights()
            .tensors();
    Map<String, Tensor> variables = new LinkedHashMap<>();
    for (TrainedTensor wanted :
        AnimeGanV3.GENERATOR.storedForms().get(1).table().tensors().values()) {
      variables.put(
          wanted.name(),
          switch (wanted.role()) {
            case GAMMA, VARIANCE -> filled(wanted.shape(), 1);
            case BETA, MEAN -> filled(wanted.shape(), 0);
            default ->
                graphs.containsKey(wanted.name())
                    ? graphs.get(wanted.name())
                    : Tensor.of(
                        wanted.shape(),
                        graphs.get("main.External_attention.values.weights").data());
          });
    }
    return variables;
  }

  private static Tensor filled(Shape shape, float number) {
    Tensor tensor = Tensor.zeros(shape);
    Arrays.fill(tensor.data(), number);
    return tensor;
  }

  /** What was noticed on the way follows what was assumed. */
  @Test
  void notesAreSentencesOfTheirOwn() {
    Path lite = SharedFolder.require("models/animeganv3/AnimeGANv3_Hayao_36_QUANTIZED_fp16.tflite");
    assertThat(Run.of("info", lite).isDone().out())
        .containsPattern(
            "once for each run; picture: rgb, .*tell otherwise\\). Its sizes were fixed in the"
                + " graph and are free now. It has an eps of 0, or one that float16 made 0; Fude"
                + " adds 1e-12 there.\n");
  }

  @Test
  void quietSaysNothingOfIt() {
    assertThat(stylized(model, folder.resolve("a.png"), "--quiet").isDone().err()).isEmpty();
  }

  @Test
  void infoTellsWhatItWouldBe() {
    assertThat(Run.of("info", model).isDone().out())
        .contains(": 1 tensors, 9 parameters, [F32]", SAID, "Loads as the graph that it holds.");
  }

  /** Two values that nothing reads. */
  private Path networkOfTwo() throws IOException {
    String text = Files.readString(graphModel("Tanh"));
    String second =
        "{\"name\": \"score\", \"op\": \"Sigmoid\", \"input\": [\"conv\"]}, {\"name\": \"painted\"";
    return Files.writeString(model, text.replace("{\"name\": \"painted\"", second));
  }

  @Test
  void infoTellsWhatANetworkWithoutPictureGives() throws IOException {
    Path network = networkOfTwo();
    assertThat(Run.of("info", network).isDone().out())
        .contains(
            ": 5 tensors, 21 parameters",
            "its graph gives 2 values (\"score\", \"painted\")",
            "score        640 x 640, 3 channels",
            "painted      640 x 640, 3 channels");
    Map<String, Object> info = JsonReading.object(Run.of("info", network, "--json").isDone().out());
    assertThat(info).containsEntry("loads_as", null);
    assertThat((List<?>) info.get("outputs")).hasSize(2);
    Run.of("info", network, "--plan", "64x48")
        .failsInOneSentence(ExitCode.BAD_INPUT, "gives 2 values");
  }

  @Test
  void infoDoesNotHideWhatIsWrongWithAModel() {
    Run.of("info", model, "--resize", "half_pixel")
        .failsInOneSentence(ExitCode.WRONG_USE, "leave resize rule and eps out");
  }

  @Test
  void networkOfSeveralValuesPaintsNothing() throws IOException {
    Path network = networkOfTwo();
    stylized(network, folder.resolve("a.png"))
        .failsInOneSentence(
            ExitCode.BAD_INPUT, "gives 2 values", "one output", "ImportedNetwork.open");
    Run.of("convert", network, "-o", folder.resolve("a.safetensors"))
        .failsInOneSentence(ExitCode.BAD_INPUT, "gives 2 values");
  }

  @Test
  void benchTakesIt() {
    Run.of("bench", "--model", model, "--size", 16, "--runs", 1, "--warmup", 0).isDone();
  }

  @Test
  void whatIsNoOpIsRefusedByName() throws IOException {
    stylized(graphModel("Einsum"), folder.resolve("a.png"))
        .failsInOneSentence(ExitCode.BAD_INPUT, "model.json", "\"Einsum\" \"painted\"");
  }

  @Test
  void graphsKnowHowTheyEnlarge() {
    stylized(model, folder.resolve("a.png"), "--resize", "half_pixel")
        .failsInOneSentence(ExitCode.WRONG_USE, "leave resize rule and eps out");
  }
}
