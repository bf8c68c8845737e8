package dev.fude.converter.safetensors;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.SafetensorsBytes;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.generator.Framework;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of ours, and those that the safetensors library writes. */
class SafetensorsSourceReaderTest {
  private static final long SEED = 20_274;
  private static final Map<String, String> LIBRARY = Map.of("format", "pt");

  @TempDir Path folder;

  private final Map<String, Tensor> halves = TinyNetwork.randomHalves(TinyNetwork.TINY, SEED);

  private static NeutralModel read(Path file) {
    Source source = Source.open(file);
    assertThat(new SafetensorsSourceReader().recognises(source)).isTrue();
    return new SafetensorsSourceReader().read(source);
  }

  private NeutralModel read(byte[] file) throws IOException {
    return read(Files.write(folder.resolve("a.safetensors"), file));
  }

  private void assertIsNetwork(NeutralModel model) {
    assertThat(model.framework()).isEqualTo(Framework.PYTORCH);
    assertThat(model.layout()).isEqualTo(KernelLayout.OIHW);
    assertThat(model.ops()).isEmpty();
    assertThat(model.notes()).isEmpty();
    NeutralModel chosen = Passes.chosen(model, TinyNetwork.TINY, Optional.empty());
    Map<String, Tensor> tensors = Passes.apply(chosen, TinyNetwork.TINY);
    assertThat(tensors.keySet()).containsExactlyElementsOf(halves.keySet());
    halves.forEach(
        (name, tensor) -> assertThatTensor(tensors.get(name)).as(name).hasSameBitsAs(tensor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"F64", "F32", "F16", "BF16"})
  void everyKindOfFloatsOfTheLibrary(String dtype) throws IOException {
    NeutralModel named = read(SafetensorsBytes.of(halves, dtype, LIBRARY));
    assertIsNetwork(named);
    assertThat(named.metadata()).isEqualTo(LIBRARY);
    NeutralModel bare = read(SafetensorsBytes.of(halves, dtype, Map.of()));
    assertIsNetwork(bare);
    assertThat(bare.metadata()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16"})
  void filesOfOurs(DType dtype) {
    Map<String, String> metadata = Map.of("format", "fude", "resize", "half_pixel");
    Path file = folder.resolve("ours.safetensors");
    Safetensors.write(file, new Weights(metadata, halves), dtype);
    NeutralModel model = read(file);
    assertIsNetwork(model);
    assertThat(model.metadata()).isEqualTo(metadata);
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.", "generator.", "module._orig_mod."})
  void wrappedModules(String prefix) throws IOException {
    Map<String, Tensor> wrapped = new LinkedHashMap<>();
    halves.forEach((name, tensor) -> wrapped.put(prefix + name, tensor));
    assertIsNetwork(read(SafetensorsBytes.of(wrapped, "F32", LIBRARY)));
  }

  @Test
  void whatIsWrongIsSaidWithTheNameOnce() throws IOException {
    byte[] whole = SafetensorsBytes.of(halves, "F32", LIBRARY);
    for (int length : new int[] {9, 50, whole.length - 1}) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatExceptionOfType(InvalidWeightsException.class)
          .as("cut to %d bytes", length)
          .isThrownBy(() -> read(file))
          .withMessageStartingWith(file + " is not a valid safetensors file: ")
          .withMessageMatching("[^\n]*; convert or download it again\\.");
    }
  }

  @Test
  void otherFilesAreNotRecognised() throws IOException {
    String model = "{\"format\": \"graph-model\", \"modelTopology\": {}}";
    byte[][] others = {
      model.getBytes(StandardCharsets.UTF_8),
      SafetensorsBytes.of(new byte[] {'[', ']'}, new byte[4]),
      new byte[] {0, 0, 0, 0, 0, 0, 0, 0, '{'},
      new byte[] {0, 0, 0, 0, 0, 0, 0, 1, '{', '}'},
      new byte[] {2, 0, 0, 0, 0, 0, 0, 0},
    };
    for (byte[] other : others) {
      Source source = Source.open(Files.write(folder.resolve("other"), other));
      assertThat(new SafetensorsSourceReader().recognises(source))
          .as(Arrays.toString(other))
          .isFalse();
    }
  }
}
