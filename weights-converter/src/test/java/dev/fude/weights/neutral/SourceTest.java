package dev.fude.weights.neutral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest {
  @TempDir Path folder;

  /** The digest of "abc" is the first example in FIPS 180-2. */
  @Test
  void fingerprintIsSha256() throws IOException {
    Source source = Source.open(Files.writeString(folder.resolve("abc"), "abc"));
    assertThat(source.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void magicIsFoundWhereItIs() throws IOException {
    Source source = Source.open(Files.write(folder.resolve("a"), new byte[] {1, 'T', 'F', -1}));
    assertThat(source.hasBytes(1, "TF\u00ff")).isTrue();
    assertThat(source.hasBytes(0, "TF")).isFalse();
    assertThat(source.hasBytes(2, "F\u00ff?")).isFalse();
  }

  @Test
  void absurdlyLargeFileIsRefusedUnread() throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength((1L << 29) + 1);
    }
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> Source.open(large))
        .withMessageContaining("512 MB");
  }

  @Test
  void namesFromFilesStayOnOneLine() {
    assertThat(Quoted.name("a\nb\u0007")).isEqualTo("\"a?b?\"");
    assertThat(Quoted.name("x".repeat(1_000))).hasSizeLessThan(200);
  }
}
