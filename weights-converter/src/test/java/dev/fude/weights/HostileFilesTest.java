package dev.fude.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.weights.files.TfliteNetwork;
import dev.fude.weights.files.TfliteNetwork.Numbers;
import dev.fude.weights.files.TinyNetwork;
import dev.fude.weights.files.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about damaged files by the time it reaches the user: one sentence with the name. */
class HostileFilesTest {
  private static final long SEED = 20_264;

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);

  @Test
  void tfliteCutOff() throws IOException {
    assertCutOffIsSaid(
        new TfliteNetwork(TinyNetwork.TINY, Numbers.INT8_PER_CHANNEL)
            .build(tensors)
            .write(folder.resolve("a.tflite")));
  }

  @Test
  void pytorchCutOff() throws IOException {
    assertCutOffIsSaid(TorchFile.of(tensors).write(folder.resolve("a.pt")));
  }

  private void assertCutOffIsSaid(Path sound) throws IOException {
    assertThat(Conversion.open(sound, TinyNetwork.TINY).convert().tensors()).hasSize(8);
    byte[] whole = Files.readAllBytes(sound);
    for (int length = 1; length < whole.length; length += 97) {
      Path damaged = Files.write(folder.resolve("damaged"), Arrays.copyOf(whole, length));
      assertThatExceptionOfType(InvalidWeightsException.class)
          .as("cut to %d bytes", length)
          .isThrownBy(() -> Conversion.open(damaged, TinyNetwork.TINY))
          .withMessageStartingWith(damaged.toString())
          .withMessageMatching("[^\n]*[^.\n]\\.");
    }
  }
}
