package dev.fude.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  private static final long SEED = 20260722;

  @TempDir Path folder;

  private static Tensor random(Shape shape) {
    Random random = new Random(SEED);
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  /** In an order that no sorting gives, with a scalar, an empty tensor and more than one chunk. */
  private static Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z.weight", random(Shape.of(8, 3, 7, 7)));
    tensors.put("a.bias", random(Shape.of(5)));
    tensors.put("scalar", Tensor.of(Shape.of(), 0.1f));
    tensors.put("empty", Tensor.zeros(Shape.of(3, 0, 2)));
    tensors.put("large", random(Shape.of(100_003)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "fude");
    metadata.put("style", "\u5bae\u5d0e \"quoted\" \\ \n\t\u0001 \ud83c\udfa8");
    return new Weights(metadata, tensors);
  }

  private static String header(byte[] file) {
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new String(file, Long.BYTES, (int) length, StandardCharsets.UTF_8);
  }

  @Test
  void float32ComesBackBitForBit() {
    Path file = folder.resolve("f32.safetensors");
    Safetensors.write(file, weights(), DType.F32);
    Weights read = Safetensors.readWeights(file);

    assertThat(read.metadata()).isEqualTo(weights().metadata());
    assertThat(read.metadata().keySet()).containsExactly("format", "style");
    assertThat(read.tensors().keySet())
        .containsExactly("z.weight", "a.bias", "scalar", "empty", "large");
    weights()
        .tensors()
        .forEach(
            (name, tensor) -> {
              assertThat(read.tensor(name).shape()).isEqualTo(tensor.shape());
              assertThat(read.tensor(name).data()).isEqualTo(tensor.data());
            });
  }

  @Test
  void aFileInMemoryReadsAsOnDisk() throws IOException {
    Path file = folder.resolve("memory.safetensors");
    Safetensors.write(file, weights(), DType.F16);
    byte[] content = Files.readAllBytes(file);

    assertThat(Safetensors.read("memory", content)).isEqualTo(Safetensors.read(file));
    Weights read = Safetensors.readWeights("memory", content);
    assertThat(read.tensor("large").data())
        .isEqualTo(Safetensors.readWeights(file).tensor("large").data());
  }

  @Test
  void aDamagedFileInMemoryIsCalledByItsName() {
    byte[] cut = {1, 0, 0, 0, 0, 0, 0, 0};

    assertThatThrownBy(() -> Safetensors.read("The style", cut))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith("The style is not a valid safetensors file");
  }

  @Test
  void float16ComesBackRounded() {
    Path file = folder.resolve("f16.safetensors");
    Safetensors.write(file, weights(), DType.F16);
    Weights read = Safetensors.readWeights(file);

    weights()
        .tensors()
        .forEach(
            (name, tensor) -> {
              float[] rounded = read.tensor(name).data();
              assertThat(rounded).hasSameSizeAs(tensor.data());
              for (int i = 0; i < rounded.length; i++) {
                float exact = tensor.data()[i];
                // Half a unit of 11 significant bits, and of 2^-24 near zero.
                float bound = Math.max(Math.abs(exact) * 0x1p-11f, 0x1p-25f);
                assertThat(Math.abs(rounded[i] - exact))
                    .as("seed %d", SEED)
                    .isLessThanOrEqualTo(bound);
              }
            });
    assertThat(Safetensors.read(file).tensor("a.bias").dtype()).isEqualTo(DType.F16);
  }

  @Test
  void theFileIsLaidOutAsTheFormatSays() throws IOException {
    Path file = folder.resolve("layout.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.of(Shape.of(2, 1), 1, -2));
    tensors.put("a", Tensor.of(Shape.of(1), 0.5f));
    Safetensors.write(file, new Weights(Map.of("k", "v"), tensors), DType.F32);
    byte[] bytes = Files.readAllBytes(file);

    assertThat(header(bytes).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}");
    int dataStart = bytes.length - 12;
    assertThat(dataStart % 8).isZero();
    assertThat(header(bytes)).hasSize(dataStart - 8);
    ByteBuffer data = ByteBuffer.wrap(bytes, dataStart, 12).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new float[] {data.getFloat(), data.getFloat(), data.getFloat()})
        .containsExactly(1, -2, 0.5f);
  }

  @Test
  void numbersAreAlignedWhateverTheHeadersLength() throws IOException {
    for (int length = 0; length < 16; length++) {
      Path file = folder.resolve("aligned" + length);
      Weights weights =
          new Weights(Map.of("k", "v".repeat(length)), Map.of("t", random(Shape.of(3))));
      Safetensors.write(file, weights, DType.F32);

      assertThat((Files.size(file) - 12) % 8).isZero();
      assertThat(Safetensors.readWeights(file).metadata("k")).contains("v".repeat(length));
    }
  }

  @Test
  void nothingAtAllCanBeWrittenAndRead() {
    Path file = folder.resolve("nothing.safetensors");
    Safetensors.write(file, new Weights(Map.of(), Map.of()), DType.F32);

    assertThat(Safetensors.read(file)).isEqualTo(new SafetensorsFile(Map.of(), Map.of()));
  }

  @Test
  void theUsersLanguageDoesNotReachTheFile() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Safetensors.write(folder.resolve("root"), weights(), DType.F32);
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Safetensors.write(folder.resolve("arabic"), weights(), DType.F32);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(folder.resolve("arabic")).hasSameBinaryContentAs(folder.resolve("root"));
  }

  @Test
  void storedTensorsKeepTheirKind() throws IOException {
    Path file = folder.resolve("u8");
    HostileFile.of("{\"x\":{\"dtype\":\"U8\",\"shape\":[2,2],\"data_offsets\":[0,4]}}  ", 4)
        .writeTo(file);
    StoredTensor stored = Safetensors.read(file).tensor("x");

    assertThat(stored.dtype()).isEqualTo(DType.U8);
    assertThat(stored.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(stored.bytes()).containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> Safetensors.read(file).tensor("y"))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage("The file holds no tensor \"y\".");
  }

  @Test
  void tensorsComeInTheOrderOfTheirDataWhateverTheHeadersOrder() throws IOException {
    Path file = folder.resolve("order");
    HostileFile.of(
            "{\"second\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]},"
                + "\"empty\":{\"data_offsets\":[2,2],\"shape\":[0],\"dtype\":\"F64\"},"
                + "\"first\":{\"dtype\":\"I16\",\"shape\":[1],\"data_offsets\":[0,2]}}",
            3)
        .writeTo(file);
    SafetensorsFile read = Safetensors.read(file);

    assertThat(read.tensors().keySet()).containsExactly("first", "empty", "second");
    assertThat(read.tensor("second").bytes()).containsExactly(2);
  }

  @Test
  void aKindThatIsNotReadAsWeightsNamesFileAndTensor() throws IOException {
    Path file = folder.resolve("int64");
    HostileFile.of("{\"steps\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8)
        .writeTo(file);

    assertThat(Safetensors.read(file).tensor("steps").dtype()).isEqualTo(DType.I64);
    assertThatThrownBy(() -> Safetensors.readWeights(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith("Tensor \"steps\" of " + file + ": Numbers of dtype I64");
  }

  @Test
  void onlyTwoKindsAreWritten() {
    assertThatThrownBy(() -> Safetensors.write(folder.resolve("x"), weights(), DType.BF16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Weights are written as F32 or F16, not BF16.");
  }

  @Test
  void whatF16CannotHoldIsNotMadeInfinite() {
    Weights large = new Weights(Map.of(), Map.of("big", Tensor.of(Shape.of(2), 1, -70000)));
    Path file = folder.resolve("large");

    assertThatThrownBy(() -> Safetensors.write(file, large, DType.F16))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(
            "Tensor \"big\" holds -70000.0, which F16 cannot hold (at most 65504.0); write F32.");
    assertThat(file).doesNotExist();
    Tensor infinite = Tensor.of(Shape.of(2), Float.POSITIVE_INFINITY, Float.NaN);
    Safetensors.write(file, new Weights(Map.of(), Map.of("t", infinite)), DType.F16);
    assertThat(Safetensors.readWeights(file).tensor("t").data())
        .containsExactly(Float.POSITIVE_INFINITY, Float.NaN);
  }

  @Test
  void namesThatTheFormatCannotHoldAreRefused() {
    Tensor tensor = Tensor.of(Shape.of(1), 1);
    for (String name : new String[] {"__metadata__", "half \ud83c pair"}) {
      Weights weights = new Weights(Map.of(), Map.of(name, tensor));
      assertThatThrownBy(() -> Safetensors.write(folder.resolve("x"), weights, DType.F32))
          .isInstanceOf(InvalidWeightsException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }
}
