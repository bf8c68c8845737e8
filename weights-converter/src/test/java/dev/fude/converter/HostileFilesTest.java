package dev.fude.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.TinyNetwork;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said about damaged files by the time it reaches the user: one sentence with the name. */
@Tag("one-jdk")
class HostileFilesTest {
  private static final long SEED = 20_264;

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);

  @ParameterizedTest
  @EnumSource
  void cutOffIsSaid(TinyFile format) throws IOException {
    Path file = format.write(folder, tensors);
    assertThat(Conversion.open(file, TinyNetwork.GENERATOR).model().weights().tensors()).hasSize(8);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 1; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(InvalidWeightsException.class)
          .as("cut to %d bytes", length)
          .isThrownBy(() -> Conversion.open(file, TinyNetwork.GENERATOR))
          .withMessageStartingWith(file.toString())
          .withMessageMatching("[^\n]*[^.\n]\\.");
    }
  }
}
