package dev.fude.weights.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.weights.files.Hostility;
import dev.fude.weights.files.Mutations;
import dev.fude.weights.files.TinyNetwork;
import dev.fude.weights.files.TorchFile;
import dev.fude.weights.neutral.Source;
import dev.fude.weights.pass.Passes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged zip archives are converted rightly or refused, soon and in little memory. */
class HostileArchiveTest {
  private static final long SEED = 20_267;
  private static final int MUTATIONS_OF_EACH = 5_000;

  @TempDir Path folder;

  private byte[] sound(boolean isDeflated) throws IOException {
    TorchFile file = TorchFile.of(TinyNetwork.randomTensors(TinyNetwork.TINY, SEED));
    Path path = (isDeflated ? file.deflated() : file).write(folder.resolve("sound"));
    return Files.readAllBytes(path);
  }

  private boolean isAccepted(String what, byte[] content) throws IOException {
    if (content.length == 0) {
      return false;
    }
    Path file = Files.write(folder.resolve("damaged"), content);
    return Hostility.isAccepted(
        what, () -> Passes.apply(new PyTorchZipReader().read(Source.open(file)), TinyNetwork.TINY));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cutOffAnywhere(boolean isDeflated) throws IOException {
    byte[] whole = sound(isDeflated);
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = "deflated " + isDeflated + ", cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mutated(boolean isDeflated) throws IOException {
    byte[] whole = sound(isDeflated);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS_OF_EACH; i++) {
      String what = "deflated %s, mutation %d of seed %d".formatted(isDeflated, i, SEED);
      refused += isAccepted(what, Mutations.mutated(whole, random)) ? 0 : 1;
    }
    assertThat(refused).as("a fuzzer that breaks nothing tests nothing").isGreaterThan(1_000);
  }
}
