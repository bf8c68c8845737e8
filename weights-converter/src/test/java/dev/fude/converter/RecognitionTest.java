package dev.fude.converter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.CheckpointFile;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchCheckpoint;
import dev.fude.converter.files.TorchFile;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.generator.AnimeGanV1;
import dev.fude.model.generator.AnimeGanV3;
import dev.fude.model.generator.CartoonGan;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SeededTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors without a graph are known by their names and shapes, whichever network they are of. */
@Tag("one-jdk")
class RecognitionTest {
  private static final long SEED = 20_311;
  private static final Generator V1 = AnimeGanV1.ofWidth(3);
  private static final Generator V3 = AnimeGanV3.ofWidth(2);
  private static final Generator CARTOON = CartoonGan.ofWidth(2);
  private static final String ATTENTION = "main.External_attention.";

  /** As the converter itself has them, with fewer channels. */
  private static final List<Generator> ALL = List.of(TinyNetwork.GENERATOR, V1, V3, CARTOON);

  @TempDir Path folder;

  private static Map<String, Tensor> random(Generator generator) {
    return TinyNetwork.randomTensors(LayerTable.of(generator), SEED);
  }

  private static Conversion open(Path file) {
    return Conversion.open(file, ALL, Optional.empty());
  }

  private Path pytorch(Map<String, Tensor> tensors) {
    return TorchFile.of(tensors).write(folder.resolve("a.pth"));
  }

  private static CheckpointFile checkpoint(Generator generator) {
    return CheckpointFile.of(LayerTable.of(generator), random(generator), "FloatStorage");
  }

  private static void assertHolds(Conversion conversion, Generator generator) {
    Model model = conversion.model();
    assertThat(model.network()).isEqualTo(generator.name());
    assertThat(conversion.report().architecture()).isEqualTo(generator.name());
    Map<String, Tensor> expected = random(generator);
    Map<String, Tensor> tensors = model.weights().tensors();
    assertThat(tensors.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, tensor) -> assertThatTensor(tensors.get(name)).as(name).hasSameBitsAs(tensor));
  }

  private static void assertRefused(Path file, String... reasons) {
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> open(file))
        .withMessageContainingAll(reasons);
  }

  @Test
  void checkpointOfTheFirstAnimeGan() {
    Conversion conversion = open(checkpoint(V1).write(folder, "Hayao-60.ckpt"));
    assertHolds(conversion, V1);
    ConversionReport report = conversion.report();
    assertThat(report.style()).isEqualTo("hayao");
    assertThat(report.resizeRule().orElseThrow().value()).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(report.resizeRule().orElseThrow().origin())
        .isEqualTo("assumed: the TensorFlow original's default");
    // It has two, of its own.
    assertThat(report.normEps()).isEmpty();
    assertThat(conversion.eps(1e-5).report().normEps().orElseThrow().value()).isEqualTo(1e-5);
  }

  /** As its training program saves it: the network that judged, and what the optimizer keeps. */
  @Test
  void trainingStateOfTheFirstAnimeGan() {
    CheckpointFile file = checkpoint(V1);
    byte[] numbers = TorchFile.encoded("FloatStorage", new float[] {1, 2});
    file.variable(
        "discriminator/D_MODEL/conv_0/kernel", CheckpointFile.FLOAT, new long[] {2}, numbers);
    file.variable(
        "generator/G_MODEL/b1/Conv/weights/Adam", CheckpointFile.FLOAT, new long[] {2}, numbers);
    Conversion conversion = open(file.write(folder, "a.ckpt"));
    assertHolds(conversion, V1);
    assertThat(conversion.report().notes())
        .singleElement()
        .asString()
        .startsWith("Ignored 2 of")
        .contains("discriminator/D_MODEL/conv_0/kernel");
  }

  /** The variables of AnimeGANv3, which are not all its graph's tensors. */
  private static Map<String, Tensor> variables() {
    Map<String, Tensor> variables = TinyNetwork.randomTensors(variablesTable(), SEED);
    variables.put(ATTENTION + "Variable_3", SeededTensors.uniform(Shape.of(8), 0.5f, 2, SEED));
    return variables;
  }

  private static LayerTable variablesTable() {
    return V3.storedForms().get(1).table();
  }

  private static CheckpointFile checkpointOfV3(Map<String, Tensor> variables) {
    return CheckpointFile.of(variablesTable(), variables, "FloatStorage");
  }

  @Test
  void checkpointOfAnimeGanV3() {
    Conversion conversion = open(checkpointOfV3(variables()).write(folder, "Shinkai-37.ckpt"));
    ConversionReport report = conversion.report();
    assertThat(report.architecture()).isEqualTo("animeganv3");
    assertThat(report.style()).isEqualTo("shinkai");
    assertThat(report.resizeRule().orElseThrow().value()).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(report.normEps().orElseThrow().value()).isEqualTo(1e-5);

    Map<String, Tensor> expected = V3.storedForms().get(1).toGraph().apply(variables());
    Map<String, Tensor> tensors = conversion.model().weights().tensors();
    assertThat(tensors.keySet()).containsExactlyElementsOf(LayerTable.of(V3).tensors().keySet());
    expected.forEach(
        (name, tensor) -> assertThatTensor(tensors.get(name)).as(name).hasSameBitsAs(tensor));
  }

  /** Its program builds the network twice, so that the attention's norm is there twice. */
  @Test
  void normThatOnlyTrainingUsedIsLeftOut() {
    CheckpointFile file = checkpointOfV3(variables());
    String beside = "generator/main/External_attention/Variable";
    file.variable(
        beside,
        CheckpointFile.FLOAT,
        new long[] {2},
        TorchFile.encoded("FloatStorage", new float[] {1, 2}));
    assertThat(open(file.write(folder, "a.ckpt")).report().notes())
        .singleElement()
        .asString()
        .startsWith("Ignored 1 of")
        .contains(beside);
  }

  @Test
  void convertedFileOfAnimeGanV3IsKnownAgain() {
    Map<String, Tensor> graphs = V3.storedForms().get(1).toGraph().apply(variables());
    Conversion again = open(pytorch(graphs));
    assertThat(again.report().architecture()).isEqualTo("animeganv3");
    again
        .model()
        .weights()
        .tensors()
        .forEach(
            (name, tensor) -> assertThatTensor(tensor).as(name).hasSameBitsAs(graphs.get(name)));
  }

  @Test
  void lackingVariableOfAnimeGanV3IsNamed() {
    Map<String, Tensor> variables = variables();
    String file = "generator/main/External_attention/kernel";
    assertRefused(
        checkpointOfV3(variables).without(file).write(folder, "a.ckpt"),
        "its tensors are not those of animeganv3 (1 problem): missing \""
            + ATTENTION
            + "kernel\" [1, 8, 8]",
        "known by its tensors: tiny, animeganv1, cartoongan.");
  }

  @Test
  void negativeVarianceIsRefused() {
    Map<String, Tensor> variables = variables();
    variables.put(ATTENTION + "Variable_3", SeededTensors.uniform(Shape.of(8), -2, -1, SEED));
    assertRefused(
        checkpointOfV3(variables).write(folder, "a.ckpt"),
        "tensor \"" + ATTENTION + "Conv_1.weights\" holds NaN, which no trained network does");
  }

  @Test
  void stateDictionaryOfCartoonGan() {
    Conversion conversion = open(pytorch(random(CARTOON)));
    assertHolds(conversion, CARTOON);
    assertThat(conversion.model().picture().channels()).isEqualTo(ChannelOrder.BGR);
    assertThat(conversion.report().resizeRule()).isEmpty();
    assertThat(conversion.report().normEps().orElseThrow().value()).isEqualTo(1e-9);
  }

  @Test
  void itHasNoUseForAResizeRule() {
    Conversion conversion = open(pytorch(random(CARTOON))).resize(ResizeRule.HALF_PIXEL);
    for (Runnable use : List.<Runnable>of(conversion::report, conversion::model)) {
      assertThatExceptionOfType(InvalidWeightsException.class)
          .isThrownBy(use::run)
          .withMessageContaining("of cartoongan, which enlarges by trained convolutions");
    }
  }

  @Test
  void modelFileNamesTheNetwork() {
    Path target = folder.resolve("b.safetensors");
    Conversion whole = Conversion.open(pytorch(random(CartoonGan.GENERATOR)));
    whole.write(target, false);
    Model read = ModelFile.read(target, Settings.NONE);
    assertThat(read.network()).isEqualTo("cartoongan");
    assertThat(read.picture()).isEqualTo(whole.model().picture());
    assertThat(Conversion.open(target).report().architecture()).isEqualTo("cartoongan");
  }

  @Test
  void oneOfSeveralNetworksHasToBeNamed() {
    TorchCheckpoint file =
        new TorchCheckpoint().dictionary("old", random(V1)).dictionary("new", random(CARTOON));
    Path path = file.write(folder.resolve("a.pt"));
    assertRefused(
        path,
        "it holds several networks (animeganv1 in \"old\"; cartoongan in \"new\")",
        "--network NAME");
    assertHolds(Conversion.open(path, ALL, Optional.of("old")), V1);
    assertHolds(Conversion.open(path, ALL, Optional.of("new")), CARTOON);
  }

  @Test
  void whatIsWrongIsSaidByTheNearestNetwork() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(random(CARTOON));
    tensors.remove("in04_1.shift");
    tensors.put("conv01_1.bias", Tensor.of(Shape.of(3), 1, 2, 3));
    tensors.put("surplus", Tensor.of(Shape.of(1), 1));
    assertRefused(
        pytorch(tensors),
        "its tensors are not those of cartoongan (3 problems)",
        "missing \"in04_1.shift\" [8]",
        "\"conv01_1.bias\" has shape [3] instead of [2]",
        "unexpected \"surplus\" [1]",
        "nor is it any other network that is known by its tensors: tiny, animeganv1, animeganv3.");
  }

  @Test
  void anotherWidthIsAnotherNetwork() {
    assertRefused(
        pytorch(random(CartoonGan.ofWidth(3))),
        "its tensors are not those of cartoongan",
        "\"conv01_1.weight\" has shape [3, 3, 7, 7] instead of [2, 3, 7, 7]");
  }

  @Test
  void lackingVariablesOfACheckpointAreListed() {
    Map<String, Tensor> tensors = random(V1);
    LayerTable table = LayerTable.of(V1);
    CheckpointFile file =
        CheckpointFile.of(
            new LayerTable("cut", table.layers().subList(1, table.layers().size())),
            tensors,
            "FloatStorage");
    assertRefused(
        file.write(folder, "a.ckpt"),
        "its tensors are not those of animeganv1",
        "missing \"b1.Conv.weights\" [3, 3, 3, 3]");
  }

  @Test
  void filesOfNoneAreHeldAgainstAllOfThem() {
    assertRefused(
        pytorch(Map.of("conv.weight", Tensor.of(Shape.of(2), 1, 2))),
        "its tensors are not those of tiny",
        "nor is it any other network that is known by its tensors: animeganv1, animeganv3,"
            + " cartoongan.");
  }

  @Test
  void discriminatorsAreCalledSo() {
    byte[] numbers = TorchFile.encoded("FloatStorage", new float[] {1, 2});
    CheckpointFile file =
        new CheckpointFile()
            .variable("beta1_power", CheckpointFile.FLOAT, new long[] {2}, numbers)
            .variable(
                "discriminator/D_MODEL/conv_0/kernel",
                CheckpointFile.FLOAT,
                new long[] {2},
                numbers);
    assertRefused(
        file.write(folder, "a.ckpt"),
        "it holds a discriminator (such as \"discriminator/D_MODEL/conv_0/kernel\"), which judges",
        "convert the generator's file.");
  }
}
