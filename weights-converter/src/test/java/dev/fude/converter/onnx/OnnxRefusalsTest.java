package dev.fude.converter.onnx;

import static dev.fude.converter.onnx.TinyOnnx.TINY;
import static dev.fude.converter.onnx.TinyOnnx.assertRefused;
import static dev.fude.converter.onnx.TinyOnnx.read;
import static dev.fude.converter.onnx.TinyOnnx.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.OnnxParts;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.pass.Passes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a file that cannot be followed or believed. */
class OnnxRefusalsTest {
  @ParameterizedTest
  @ValueSource(ints = {OnnxParts.INT8, OnnxParts.UINT8, OnnxParts.INT16, OnnxParts.UINT16})
  void listedIntegersMustFitTheirType(int type) {
    long tooLarge = type == OnnxParts.INT8 ? 128 : type == OnnxParts.UINT8 ? 256 : 65_536;
    OnnxFile file = new OnnxFile();
    file.initializer("w", OnnxParts.tensor(type, 1).packed(5, tooLarge));
    assertRefused(file, "tensor \"w\" is damaged: it holds " + tooLarge);
  }

  @Test
  void sparseAndSegmentedTensorsAreRefused() {
    assertRefused(sound().graphField(15, new ProtoBytes()), "stores tensors sparsely");
    OnnxFile segmented = sound();
    segmented.initializer(
        "w", OnnxParts.tensor(OnnxParts.FLOAT, 1).message(3, new ProtoBytes().number(1, 0)));
    assertRefused(segmented, "tensor \"w\" is stored in segments");
  }

  @Test
  void typesThatAreNotReadAreRefusedWhereTheyAreUsed() {
    OnnxFile file = sound();
    file.initializer("text", OnnxParts.tensor(OnnxParts.STRING, 1).text(6, "x"));
    assertThat(Passes.apply(read(file), TINY)).hasSize(8);
    file.node("Conv", List.of("input", "text"));
    assertRefused(file, "tensor \"text\" holds values of type 8");
  }

  @Test
  void computedKernelIsRefused() {
    OnnxFile file = sound();
    String exponent = file.node("Exp", List.of("input"));
    file.node("Conv", List.of("input", exponent));
    assertRefused(file, "\"Conv\" \"/Conv_", "kernel that is computed, not stored");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QLinearConv", "ConvInteger"})
  void otherQuantizationIsRefused(String operator) {
    OnnxFile file = sound();
    file.node(operator, List.of("input"));
    assertRefused(file, "operator " + operator, "QDQ");
  }

  @Test
  void kernelsInTheOrderOfOneProcessorAreRefused() {
    OnnxFile file = sound();
    file.node("com.microsoft.nchwc.Conv", List.of("input"));
    assertRefused(file, "optimised by ONNX Runtime for one kind of processor", "\"extended\"");
  }

  @Test
  void convolutionsInFunctionsAreRefused() {
    OnnxFile file = new OnnxFile().function("block_a");
    file.node("block_a", List.of(file.input("input")));
    assertRefused(file, "inside functions", "onnx.inliner");
    assertThat(Passes.apply(read(sound().function("unused")), TINY)).hasSize(8);
  }

  @Test
  void nodesInACircleAreRefused() {
    OnnxFile file = new OnnxFile();
    String mul = file.node("Mul", List.of("later", "later"));
    file.namedNode("Add", "later", List.of(file.input("input"), mul));
    assertRefused(file, "node \"Add\" \"/later\" reads \"Mul_0\" before anything computes it");
  }

  @Test
  void namesGivenTwiceAreRefused() {
    OnnxFile file = new OnnxFile();
    file.namedNode("Tanh", "y", List.of(file.input("input")));
    file.namedNode("Tanh", "y", List.of("input"));
    assertRefused(file, "two of its values have the name \"y\"");
  }

  @Test
  void fileWithoutAGraphOrVersionIsRefused() {
    byte[] noGraph = new ProtoBytes().number(1, 8).toBytes();
    byte[] noVersion = new ProtoBytes().number(1, 8).message(7, new ProtoBytes()).toBytes();
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> TinyOnnx.read(noGraph))
        .withMessageContaining("holds no graph");
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> TinyOnnx.read(noVersion))
        .withMessageContaining("which version");
  }
}
