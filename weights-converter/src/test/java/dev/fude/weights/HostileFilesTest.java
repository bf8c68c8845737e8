package dev.fude.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Tensor;
import dev.fude.weights.files.Hostility;
import dev.fude.weights.files.Mutations;
import dev.fude.weights.files.TfliteNetwork;
import dev.fude.weights.files.TfliteNetwork.Numbers;
import dev.fude.weights.files.TinyNetwork;
import dev.fude.weights.files.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files of every format: the only outcomes are a conversion and one sentence, soon and
 * without much memory.
 */
class HostileFilesTest {
  private static final long SEED = 20_264;
  private static final int MUTATIONS = 20_000;

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);

  /** Small sound files. */
  enum Sound {
    TFLITE_FLOAT32,
    TFLITE_INT8,
    PYTORCH_STORED,
    PYTORCH_DEFLATED
  }

  private byte[] bytes(Sound kind) throws IOException {
    Path file = folder.resolve("sound");
    switch (kind) {
      case TFLITE_FLOAT32 ->
          new TfliteNetwork(TinyNetwork.TINY, Numbers.FLOAT32).build(tensors).write(file);
      case TFLITE_INT8 ->
          new TfliteNetwork(TinyNetwork.TINY, Numbers.INT8_PER_CHANNEL).build(tensors).write(file);
      case PYTORCH_STORED -> TorchFile.of(tensors).write(file);
      case PYTORCH_DEFLATED -> TorchFile.of(tensors).protocol(4).deflated().write(file);
    }
    return Files.readAllBytes(file);
  }

  private boolean isAccepted(String what, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("damaged"), content);
    return isAccepted(what, file);
  }

  private static boolean isAccepted(String what, Path file) {
    return Hostility.isAccepted(
        what, () -> Conversion.open(file, TinyNetwork.TINY).convert().parameterCount());
  }

  @ParameterizedTest
  @EnumSource
  void cutOffAnywhere(Sound kind) throws IOException {
    byte[] whole = bytes(kind);
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      isAccepted(kind + " cut to " + length, Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutated(Sound kind) throws IOException {
    byte[] whole = bytes(kind);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS / 2; i++) {
      byte[] damaged = Mutations.mutated(whole, random);
      String what = "%s, mutation %d of seed %d".formatted(kind, i, SEED);
      refused += isAccepted(what, damaged) ? 0 : 1;
    }
    assertThat(refused).as("a fuzzer that breaks nothing tests nothing").isGreaterThan(1_000);
  }

  /** Checksums hide the pickle from damage to the archive, so it is damaged before it is packed. */
  @Test
  void mutatedPickle() {
    TorchFile sound = TorchFile.of(tensors);
    for (int protocol : new int[] {2, 4}) {
      byte[] pickle = sound.protocol(protocol).pickle();
      Random random = new Random(SEED + protocol);
      int refused = 0;
      for (int i = 0; i < MUTATIONS / 2; i++) {
        Path file = sound.write(folder.resolve("a.pt"), Mutations.mutated(pickle, random));
        String what = "protocol %d, mutation %d of seed %d".formatted(protocol, i, SEED);
        refused += isAccepted(what, file) ? 0 : 1;
      }
      assertThat(refused).isGreaterThan(1_000);
    }
  }
}
