package dev.fude.converter.onnx;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.OnnxFile;
import dev.fude.converter.files.OnnxParts;
import dev.fude.converter.files.ProtoBytes;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Dequantize;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers in a file beside the model, as PyTorch exports them since 2.9. */
class ExternalDataTest {
  private static final Tensor KERNEL = Tensor.of(Shape.of(1, 3, 1, 1), 0.5f, -1, 2);

  @TempDir Path folder;

  @BeforeEach
  void writeNumbers() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 12).order(ByteOrder.LITTLE_ENDIAN).putInt(7);
    for (float number : KERNEL.data()) {
      bytes.putFloat(number);
    }
    Files.write(folder.resolve("a.onnx.data"), bytes.array());
  }

  private static ProtoBytes text(String key, String value) {
    return new ProtoBytes().text(1, key).text(2, value);
  }

  private Path model(String location, String offset, String length) {
    ProtoBytes kernel = OnnxParts.tensor(OnnxParts.FLOAT, 1, 3, 1, 1).number(14, 1);
    kernel.message(13, text("location", location));
    if (!offset.isEmpty()) {
      kernel.message(13, text("offset", offset));
    }
    if (!length.isEmpty()) {
      kernel.message(13, text("length", length));
    }
    OnnxFile file = new OnnxFile().opset(18);
    String picture = file.input("picture");
    file.node("Conv", List.of(picture, file.initializer("w", kernel)));
    return file.write(folder.resolve("a.onnx"));
  }

  private void assertHoldsKernel(Path model) {
    Tensor read = Dequantize.apply(new OnnxReader().read(Source.open(model)).tensors()).get("w");
    assertThatTensor(read).hasSameBitsAs(KERNEL);
  }

  private void assertRefused(Path model, String... reasons) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> new OnnxReader().read(Source.open(model)))
        .withMessageContainingAll(reasons);
  }

  @ParameterizedTest
  @CsvSource({"a.onnx.data, 4, 12", "a.onnx.data, 4, ''", "./a.onnx.data, 4, 12"})
  void numbersFromABytesOn(String location, String offset, String length) {
    assertHoldsKernel(model(location, offset, length));
  }

  @Test
  void inAFolderBelow() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Files.move(folder.resolve("a.onnx.data"), folder.resolve("data/w"));
    assertHoldsKernel(model("data/w", "4", "12"));
  }

  @Test
  void theFileOfNumbersStandsForItsModel() {
    Path model = model("a.onnx.data", "4", "12");
    assertThat(new OnnxReader().find(folder.resolve("a.onnx.data"))).hasValue(model);
    assertThat(new OnnxReader().find(folder.resolve("b.data"))).isEmpty();
  }

  @Test
  void missingFilesAreAskedFor() throws IOException {
    Files.delete(folder.resolve("a.onnx.data"));
    assertRefused(
        model("a.onnx.data", "4", "12"),
        "its numbers are in the file \"a.onnx.data\", which is not there; download or copy");
  }

  @ParameterizedTest
  @CsvSource({"5, 12", "-1, 12", "4, -12", "17, ''", "4, 4000000000", "9223372036854775807, 12"})
  void numbersOutsideTheirFileAreRefused(String offset, String length) {
    assertRefused(
        model("a.onnx.data", offset, length),
        "tensor \"w\" needs ",
        "of the 16 bytes of \"a.onnx.data\" beside it, which was cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a.onnx.data", "/etc/passwd", "x/../../a", "..\\a", ""})
  void filesElsewhereAreRefused(String location) {
    assertRefused(model(location, "4", "12"), "which is not in its own folder");
  }

  @Test
  void numbersOfAnotherShapeAreRefused() {
    assertRefused(
        model("a.onnx.data", "0", "16"), "tensor \"w\" is damaged", "F32 numbers has 16 bytes");
  }

  @Test
  void placesThatAreNoNumbersAreRefused() {
    assertRefused(model("a.onnx.data", "four", "12"), "at \"four\", which is no place");
  }

  @Test
  void whoNamesNoFileIsRefused() {
    OnnxFile file = new OnnxFile().opset(18);
    file.initializer("w", OnnxParts.tensor(OnnxParts.FLOAT, 1).number(14, 1));
    assertRefused(file.write(folder.resolve("a.onnx")), "it does not say which");
  }
}
