package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.AnimeGanV1;
import dev.fude.model.generator.Settings;
import dev.fude.model.generator.UntrainedWeights;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("one-jdk")
class ConvertCommandTest {
  private static final String TFLITE = "weights/animeganv2_hayao_256x256_integer_quant.tflite";

  @TempDir Path folder;

  @Test
  void refusesAPickleThatRunsCommands() throws IOException {
    Path source = folder.resolve("evil.pt");
    try (OutputStream file = Files.newOutputStream(source);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write("cos\nsystem\n(S'echo hello'\ntR.".getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    }
    refuses(source, "os.system");
  }

  @Test
  void takesTheNetworkThatIsNamed() {
    Map<String, Tensor> both = new LinkedHashMap<>();
    Map<String, Tensor> one = Fixtures.model(1).weights().tensors();
    one.forEach((name, tensor) -> both.put("G." + name, tensor));
    Map<String, Tensor> other = Fixtures.model(2).weights().tensors();
    other.forEach((name, tensor) -> both.put("G_old." + name, tensor));
    Path source = folder.resolve("both.safetensors");
    Safetensors.write(source, new Weights(Map.of(), both), DType.F32);
    Path output = folder.resolve("out.safetensors");
    Run.of("convert", source, "-o", output)
        .failsInOneSentence(ExitCode.BAD_INPUT, "(\"G\", \"G_old\")");
    Run.of("convert", source, "-o", output, "--network", "G_new")
        .failsInOneSentence(ExitCode.BAD_INPUT, "no network called \"G_new\"");
    Run.of("convert", source, "-o", output, "--network", "G_old").isDone();
    Map<String, Tensor> written = Safetensors.readWeights(output).tensors();
    other.forEach(
        (name, tensor) -> assertThat(written.get(name).data()).as(name).isEqualTo(tensor.data()));
  }

  @Test
  void refusesWhatIsNoWeightFormat() throws IOException {
    refuses(Files.writeString(folder.resolve("notes.txt"), "milk, bread"), "it is a text");
    refuses(Files.writeString(folder.resolve("notes.bin"), "\0\0milk"), "known");
    refuses(Files.createFile(folder.resolve("empty.pt")), "empty.pt");
    refuses(folder.resolve("missing.pt"), "missing.pt");
    refuses(folder, "folder");
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 64, 5_000, 1_000_000})
  void refusesATruncatedFile(int length) throws IOException {
    Path whole = SharedFolder.require(TFLITE);
    refuses(Fixtures.cut(whole, folder.resolve("cut.tflite"), length), "cut.tflite");
  }

  @Test
  void keepsAnOutputThatExists() throws IOException {
    Path output = Files.writeString(folder.resolve("out.safetensors"), "precious");
    Run.of("convert", "unread.pt", "-o", output)
        .failsInOneSentence(ExitCode.WRONG_USE, "--overwrite");
    assertThat(output).hasContent("precious");
  }

  @Test
  void refusesAMissingFolder() {
    Run.of("convert", "unread.pt", "-o", folder.resolve("missing/out.safetensors"))
        .failsInOneSentence(ExitCode.WRONG_USE, "create it");
    assertThat(Fixtures.listing(folder)).containsOnlyKeys("");
  }

  @Test
  void keepsItsSource() throws IOException {
    Path source = Files.writeString(folder.resolve("hayao.pt"), "precious");
    Run.of("convert", source, "-o", source, "--overwrite")
        .failsInOneSentence(ExitCode.WRONG_USE, "itself");
    assertThat(source).hasContent("precious");
  }

  @Test
  void tellsWhatItFound() {
    Path output = folder.resolve("out.safetensors");
    String out =
        Run.of("convert", SharedFolder.require(TFLITE), "-o", output, "--verify").isDone().out();

    assertThat(out)
        .contains("TensorFlow Lite")
        .contains("tensors: 77, parameters: 2143552, written as F32")
        .contains("style: hayao")
        .contains("resize: asymmetric (read from the graph)")
        .contains("norm eps: 1e-12")
        .contains("non-commercial")
        .containsPattern("verified: numbers from -\\d.* to \\d.*; as f16 .* by at most \\d")
        .contains("Verified and wrote " + output);
    assertThat(Run.of("info", output).isDone().out()).contains("Loads as animeganv2");
  }

  /** Numbers that nobody trained, by the names of the first AnimeGAN's variables. */
  @Test
  void knowsANetworkByItsTensors() throws IOException {
    Settings settings = Settings.NONE.withResize(ResizeRule.ASYMMETRIC);
    Weights tensors = UntrainedWeights.of(AnimeGanV1.GENERATOR.graph(settings), 20_317);
    Path source = folder.resolve("Hayao-60.safetensors");
    Safetensors.write(source, tensors, DType.F16);
    Path output = folder.resolve("v1.safetensors");

    assertThat(Run.of("convert", source, "-o", output, "--verify").isDone().out())
        .contains("safetensors, animeganv1", "style: hayao", "Verified and wrote")
        .contains("resize: asymmetric (assumed: the TensorFlow original's default)")
        .doesNotContain("norm eps");
    assertThat(Run.of("info", output).isDone().out())
        .contains("Loads as animeganv1, resize asymmetric.");
    Path anime = folder.resolve("anime.png");
    Run.of("stylize", Fixtures.photo(folder, "photo.png", 33, 21), "-o", anime, "--model", output)
        .isDone();
    assertThat(anime).exists();
  }

  @Test
  void importsTheGraphOfAnyNetworkAndSaysWhatItAssumes() {
    Path source = SharedFolder.require("models/random/animegan_v1_seed1_opset17.onnx");
    Path output = folder.resolve("v1.safetensors");
    assertThat(Run.of("convert", source, "-o", output, "--verify").isDone().out())
        .contains("ONNX, graph")
        .contains("style: animegan_v1_seed1_opset17")
        .contains("picture: rgb, -1 to 1 in, -1 to 1 out (assumed:")
        .contains("license: unknown")
        .doesNotContain("norm eps");
    assertThat(Run.of("info", output).isDone().out()).contains("graph");
  }

  @Test
  void takesWhatAGraphCannotSay() {
    Path source = SharedFolder.require("models/random/fast_neural_style_seed1_opset12.onnx");
    Path output = folder.resolve("fns.safetensors");
    String told = "picture: bgr, 0 to 255 in, 0 to 1 out (given by the caller)";
    assertThat(
            Run.of(
                    "convert",
                    source,
                    "-o",
                    output,
                    "--channels",
                    "BGR",
                    "--range",
                    "0..255",
                    "--output-range",
                    "0..1")
                .isDone()
                .out())
        .contains(told);
    assertThat(Safetensors.readWeights(output).metadata())
        .containsEntry("channel_order", "bgr")
        .containsEntry("input_range", "0.0 255.0")
        .containsEntry("output_range", "0.0 1.0");
    Run.of("convert", source, "-o", output, "--overwrite", "--resize", "half_pixel")
        .failsInOneSentence(ExitCode.WRONG_USE, "leave resize rule and eps out");
    Run.of("convert", source, "-o", output, "--overwrite", "--range", "255..0")
        .failsInOneSentence(ExitCode.WRONG_USE, "is no range of numbers");
  }

  @Test
  void refusesAGraphThatGivesManyValues() {
    Path source = SharedFolder.require("models/yunet/yunet_n_dynamic.onnx");
    refuses(source, "12 values");
  }

  @Test
  void takesWhatItIsTold() {
    Path output = folder.resolve("out.safetensors");
    Path source = SharedFolder.require("weights/hayao.pt");
    Object[] args = {
      "convert",
      source,
      "-o",
      output,
      "--resize",
      "half_pixel",
      "--eps",
      "1e-6",
      "--style",
      "mine",
      "--license",
      "ask me",
      "--dtype",
      "f16",
      "--json"
    };

    Map<String, Object> converted = JsonReading.object(Run.of(args).isDone().out());
    Map<String, Object> info = JsonReading.object(Run.of("info", output, "--json").isDone().out());

    assertThat(converted).containsEntry("parameters", 2_143_552.0).containsEntry("dtype", "F16");
    assertThat(info).containsEntry("resize", "half_pixel").containsEntry("norm_eps", 1e-6);
    assertThat(info.get("metadata"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("style", "mine")
        .containsEntry("license", "ask me");
  }

  @Test
  void comparesWithASecondSource() {
    Path source = SharedFolder.require(TFLITE);
    Path output = folder.resolve("out.safetensors");
    Path halved = folder.resolve("half.safetensors");
    Path pytorch = SharedFolder.require("weights/hayao.pt");
    assertThat(Run.of("convert", source, "-o", output, "--against", pytorch).isDone().out())
        .contains("against " + pytorch + ": all 77 tensors are equal");
    Run.of("convert", output, "-o", halved, "--dtype", "f16").isDone();

    Path again = folder.resolve("again.safetensors");
    Object[] args = {"convert", halved, "-o", again, "--against", source};
    assertThat(Run.of(args).isDone().out()).containsPattern("7\\d of 77 tensors differ");
    Map<String, Object> json =
        JsonReading.object(
            Run.of("convert", halved, "-o", folder.resolve("b"), "--against", source, "--json")
                .isDone()
                .out());
    assertThat(json.get("against"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .extractingByKey("differences")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(77);
  }

  @Test
  void verificationRefusesWhatWasNeverTrained() {
    Path untrained = Fixtures.constantWeights(folder.resolve("zeros.safetensors"), 0);
    Path output = folder.resolve("out.safetensors");
    Run.of("convert", untrained, "-o", output, "--verify")
        .failsInOneSentence(ExitCode.BAD_INPUT, "untrained");
    assertThat(output).doesNotExist();
  }

  private void refuses(Path source, String word) {
    Map<String, Integer> before = Fixtures.listing(folder);
    Run.of("convert", source, "-o", folder.resolve("out.safetensors"))
        .failsInOneSentence(ExitCode.BAD_INPUT, word);
    assertThat(Fixtures.listing(folder)).isEqualTo(before);
  }
}
