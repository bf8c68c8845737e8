package dev.fude.converter.onnx;

import static dev.fude.converter.onnx.TinyOnnx.TINY;
import static dev.fude.converter.onnx.TinyOnnx.assertRefused;
import static dev.fude.converter.onnx.TinyOnnx.read;
import static dev.fude.converter.onnx.TinyOnnx.sound;
import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.OnnxNetwork;
import dev.fude.converter.files.OnnxNetwork.Kernels;
import dev.fude.converter.files.OnnxNetwork.Norm;
import dev.fude.converter.files.OnnxNetwork.Vectors;
import dev.fude.converter.files.OnnxNumbers;
import dev.fude.converter.files.OnnxParts;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.GraphFacts;
import dev.fude.converter.pass.Passes;
import dev.fude.converter.pytorch.PyTorchZipReader;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Framework;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.TrainedTensor;
import dev.fude.testkit.SharedFolder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every way in which exporters write constants, norms and resizes. */
@Tag("one-jdk")
class OnnxReaderTest {
  private final Map<String, Tensor> tensors = TinyOnnx.TENSORS;

  private static OnnxNetwork network() {
    return new OnnxNetwork(TINY);
  }

  private void assertConverts(String what, OnnxNetwork network) {
    NeutralModel model = read(network.build(tensors));
    Map<String, Tensor> converted = Passes.apply(model, TINY);
    assertThat(converted.keySet()).as(what).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) ->
            assertThatTensor(converted.get(name)).as(what + ": " + name).hasSameBitsAs(tensor));
    assertThat(GraphFacts.resizeRule(model)).as(what).hasValue(ResizeRule.HALF_PIXEL);
    assertThat(GraphFacts.eps(model)).as(what).hasValue(1e-5);
  }

  /** Kinds of numbers, kernels and vectors in all their combinations. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FLOAT_BESIDE") // see ExternalDataTest
  void everyKindOfNumbersInEveryShape(OnnxNumbers numbers) {
    for (Kernels kernels : Kernels.values()) {
      for (Vectors vectors : Vectors.values()) {
        assertConverts(
            kernels + " " + vectors, network().numbers(numbers).kernels(kernels).vectors(vectors));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyNormInEitherLayoutOfPictures(Norm norm) {
    for (Vectors vectors : Vectors.values()) {
      assertConverts("NCHW " + vectors, network().norm(norm).vectors(vectors));
      assertConverts(
          "NHWC " + vectors,
          network().norm(norm).vectors(vectors).channelsLast().kernels(Kernels.TRANSPOSED));
    }
  }

  @Test
  void namesOfThePortOrTheOriginal() {
    assertConverts("the port's", network().naming(name -> name));
    assertConverts(
        "the original's", network().naming(name -> TINY.tensors().get(name).tensorFlowName()));
  }

  /** PyTorch stores equal tensors once, and gives the others their names by Identity nodes. */
  @Test
  void namesGivenByIdentityNodes() {
    assertConverts("Identity", network().naming(name -> name).kernels(Kernels.IDENTITY));
  }

  @Test
  void namesThatContradictTheGraphAreRefused() {
    OnnxNetwork network =
        network().naming(name -> name.equals("b.norm.weight") ? "a.norm.weight" : "x" + name);
    assertRefused(network.build(tensors), "\"a.norm.weight\" as net/B/1/gamma");
  }

  /** A graph of sums has no convolution to go by, but names tell all tensors. */
  @Test
  void namesDecideWhereTheGraphCannotBeFollowed() {
    OnnxFile file = new OnnxFile();
    String sum = file.input("input");
    for (TrainedTensor wanted : TINY.tensors().values()) {
      byte[] data = TorchFile.encoded("FloatStorage", tensors.get(wanted.name()).data());
      file.initializer(
          wanted.name(), OnnxParts.raw(OnnxParts.FLOAT, data, wanted.shape().extents()));
      sum = file.node("Add", List.of(sum, wanted.name()));
    }
    Map<String, Tensor> converted = Passes.apply(read(file), TINY);
    tensors.forEach(
        (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
  }

  @Test
  void exportersConventionsFillInWhatIsNotSaid() {
    assertThat(read(sound()).framework()).isEqualTo(Framework.PYTORCH);
    assertThat(read(sound().producer("tf2onnx")).framework()).isEqualTo(Framework.TENSORFLOW);
  }

  @Test
  void resizeRuleIsReadFromTheGraph() {
    assertThat(resizeRule("half_pixel")).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThat(resizeRule("pytorch_half_pixel")).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThat(resizeRule("align_corners")).isEqualTo(ResizeRule.ALIGN_CORNERS);
    assertThat(resizeRule("asymmetric")).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> resizeRule("tf_crop_and_resize"))
        .withMessageContaining("enlarges pictures");
  }

  private static ResizeRule resizeRule(String mode) {
    OnnxFile file = new OnnxFile();
    OnnxNetwork.resize(file, file.input("input"), mode);
    return GraphFacts.resizeRule(read(file)).orElseThrow();
  }

  @Test
  void resizeRuleWithoutASettingIsItsVersions() {
    assertThat(resizeRuleOf("Resize", 11)).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThat(resizeRuleOf("Resize", 19)).isEqualTo(ResizeRule.HALF_PIXEL);
    assertThat(resizeRuleOf("Resize", 10)).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(resizeRuleOf("Upsample", 9)).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> resizeRuleOf("Resize", 9));
  }

  private static ResizeRule resizeRuleOf(String operator, int opset) {
    OnnxFile file = new OnnxFile().opset(opset);
    file.node(operator, List.of(file.input("input")), OnnxParts.text("mode", "linear"));
    return GraphFacts.resizeRule(read(file)).orElseThrow();
  }

  @Test
  void resizesThatAreNotBilinearAreRefused() {
    for (String mode : new String[] {"nearest", "cubic", ""}) {
      OnnxFile file = new OnnxFile();
      file.node("Resize", List.of(file.input("input")), OnnxParts.text("mode", mode));
      assertThatExceptionOfType(MalformedSourceException.class)
          .as(mode)
          .isThrownBy(() -> GraphFacts.resizeRule(read(file)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void epsIsReadFromTheNorms(Norm norm) {
    for (float eps : new float[] {1e-12f, 1e-5f, 1e-3f}) {
      OnnxFile file = network().norm(norm).eps(eps).build(tensors);
      assertThat(GraphFacts.eps(read(file))).hasValue(Double.parseDouble(Float.toString(eps)));
    }
  }

  @Test
  void epsWithoutASettingIsTheOperatorsDefault() {
    for (String norm :
        new String[] {"InstanceNormalization", "GroupNormalization", "LayerNormalization"}) {
      OnnxFile file = new OnnxFile();
      file.node(norm, List.of(file.input("input")));
      assertThat(GraphFacts.eps(read(file))).hasValue(1e-5);
    }
  }

  /** Its tensors have the same shapes, and gamma and beta may stand after it as well. */
  @Test
  void normsOfEachPartAloneAreRefused() {
    String reason = "normalises each channel, group or pixel alone";
    assertRefused(withNorm("InstanceNormalization", OnnxParts.real("epsilon", 1e-5f)), reason);
    assertRefused(withNorm("GroupNormalization", OnnxParts.integer("num_groups", 3)), reason);
    assertRefused(withNorm("LayerNormalization", OnnxParts.integer("axis", -1)), reason);
    assertThat(
            Passes.apply(read(withNorm("LayerNormalization", OnnxParts.integer("axis", -3))), TINY))
        .hasSize(8);
  }

  private OnnxFile withNorm(String operator, ProtoBytes setting) {
    OnnxFile file = sound();
    byte[] ones = TorchFile.encoded("FloatStorage", new float[] {1, 1});
    file.initializer("ones", OnnxParts.raw(OnnxParts.FLOAT, ones, 2));
    file.node(operator, List.of("input", "ones"), setting);
    return file;
  }

  @Test
  void epsMayStandInTheNodeThatHoldsIt() {
    OnnxFile file = new OnnxFile();
    String eps = file.constant(OnnxParts.real("value_float", 1e-12f));
    file.node("Sqrt", List.of(file.node("Add", List.of(file.input("variance"), eps))));
    String list =
        file.constant(new ProtoBytes().text(1, "value_floats").real(7, 1e-12f).number(20, 6));
    file.node("Sqrt", List.of(file.node("Add", List.of(list, "variance"))));
    assertThat(GraphFacts.eps(read(file))).hasValue(1e-12);
  }

  @Test
  void powersOtherThanRootsAreNone() {
    OnnxFile file = new OnnxFile();
    String eps = file.constant(OnnxParts.real("value_float", 0.1f));
    String sum = file.node("Add", List.of(file.input("input"), eps));
    file.node("Pow", List.of(sum, file.constant(OnnxParts.real("value_float", 2))));
    file.node("Pow", List.of(sum, "input"));
    assertThat(GraphFacts.eps(read(file))).isEmpty();
    assertThat(GraphFacts.resizeRule(read(file))).isEmpty();
  }

  @Test
  void biasesOfZerosAreNoTensorsAndOthersAreUnexpected() {
    assertThat(Passes.apply(read(withLastBias(0)), TINY)).hasSize(8);
    assertRefused(withLastBias(0.5f), "1 problem)", "unexpected \"bias\"");
  }

  private OnnxFile withLastBias(float bias) {
    OnnxFile file = withoutLastLayer();
    byte[] kernel = TorchFile.encoded("FloatStorage", tensors.get("out.weight").data());
    file.initializer("kernel", OnnxParts.raw(OnnxParts.FLOAT, kernel, 3, 3, 1, 1));
    byte[] numbers = TorchFile.encoded("FloatStorage", new float[] {0, bias, 0});
    file.initializer("bias", OnnxParts.raw(OnnxParts.FLOAT, numbers, 3));
    file.node("Conv", List.of("input", "kernel", "bias"));
    return file;
  }

  private OnnxFile withoutLastLayer() {
    LayerTable shortened = new LayerTable("tiny", TINY.layers().subList(0, 2));
    return new OnnxNetwork(shortened).build(tensors);
  }

  @Test
  void graphOfAnotherNetworkIsRefused() {
    assertRefused(withoutLastLayer(), "2 convolutions where tiny has 3");
  }

  /** Numbers for shapes are as long as a layer has channels, but they are no weights. */
  @Test
  void integersAreNoWeights() {
    OnnxFile file = sound();
    String sizes = file.constant(OnnxParts.tensorSetting("value", OnnxParts.int64s(2, 2)));
    file.node("Mul", List.of(file.node("Shape", List.of("input")), sizes));
    assertThat(Passes.apply(read(file), TINY)).hasSize(8);
  }

  /** ONNX Runtime's optimiser puts it in place of a convolution and what follows. */
  @Test
  void fusedConvolutionsAreConvolutions() {
    OnnxFile file = new OnnxFile();
    String kernel = file.initializer("w", OnnxParts.raw(OnnxParts.FLOAT, new byte[12], 1, 3, 1, 1));
    file.node(
        "com.microsoft.FusedConv",
        List.of(file.input("picture"), kernel),
        OnnxParts.text("activation", "Tanh"));
    assertThat(read(file).ops())
        .extracting(NeutralOp::kind)
        .containsExactly(NeutralOp.Kind.CONVOLUTION);
  }

  @Test
  void operatorsOfOthersAreNotMistaken() {
    OnnxFile file = sound();
    ProtoBytes node = new ProtoBytes().text(1, "input").text(2, "y").text(4, "Resize");
    file.graphField(1, node.text(7, "com.example"));
    assertThat(GraphFacts.resizeRule(read(file))).hasValue(ResizeRule.HALF_PIXEL);
    OnnxFile own = sound();
    ProtoBytes same = new ProtoBytes().text(1, "input").text(2, "y").text(4, "Resize");
    own.graphField(1, same.text(7, "ai.onnx"));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> GraphFacts.resizeRule(read(own)));
  }

  /** It was exported from the model that the PyTorch file holds. */
  @Test
  void sampleGivesTheSameBitsAsThePyTorchFile() {
    Source sample = Source.open(SharedFolder.require("weights/hayao_half_pixel.onnx"));
    Source pytorch = Source.open(SharedFolder.require("weights/hayao.pt"));
    NeutralModel model = new OnnxReader().read(sample);
    Map<String, Tensor> converted = Passes.apply(model, LayerTable.of(AnimeGanV2.GENERATOR));
    Map<String, Tensor> expected =
        Passes.apply(new PyTorchZipReader().read(pytorch), LayerTable.of(AnimeGanV2.GENERATOR));
    assertThat(converted.keySet()).containsExactlyElementsOf(expected.keySet()).hasSize(77);
    expected.forEach(
        (name, tensor) -> assertThatTensor(converted.get(name)).as(name).hasSameBitsAs(tensor));
    assertThat(GraphFacts.resizeRule(model)).hasValue(ResizeRule.HALF_PIXEL);
    assertThat(GraphFacts.eps(model)).hasValue(1e-5);
    assertThat(model.framework()).isEqualTo(Framework.PYTORCH);
    assertThat(model.notes()).isEmpty();
  }
}
