package dev.fude.converter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.AlignedZip;
import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.ScratchFile;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Passes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged zip archives are converted rightly or refused, soon and in little memory. */
@Tag("one-jdk")
class HostileArchiveTest {
  private static final long SEED = 20_267;
  private static final int MUTATIONS_OF_EACH = 4_000;

  @TempDir Path folder;

  /** How an archive is made. */
  private enum Kind {
    STORED,
    DEFLATED,
    /** As current versions lay it out; damage is not caught by checksums. */
    ALIGNED_WITHOUT_CHECKSUMS
  }

  private byte[] sound(Kind kind) throws IOException {
    TorchFile file = TorchFile.of(TinyNetwork.randomTensors(TinyNetwork.TINY, SEED));
    return switch (kind) {
      case STORED -> Files.readAllBytes(file.write(folder.resolve("sound")));
      case DEFLATED -> Files.readAllBytes(file.deflated().write(folder.resolve("sound")));
      case ALIGNED_WITHOUT_CHECKSUMS -> AlignedZip.of(file.entries(), true, false);
    };
  }

  private boolean isAccepted(String what, byte[] content) throws IOException {
    if (content.length == 0) {
      return false;
    }
    Path file = ScratchFile.holding(folder.resolve("damaged"), content);
    return Hostility.isAccepted(
        what, () -> Passes.apply(new PyTorchZipReader().read(Source.open(file)), TinyNetwork.TINY));
  }

  @ParameterizedTest
  @EnumSource
  void cutOffAnywhere(Kind kind) throws IOException {
    byte[] whole = sound(kind);
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = kind + ", cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutated(Kind kind) throws IOException {
    byte[] whole = sound(kind);
    Mutations.requireRefusals(1_000, kind, whole, SEED, MUTATIONS_OF_EACH, this::isAccepted);
  }
}
