package dev.fude.converter.neutral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.Quoted;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void endIsFoundAtTheEnd() throws IOException {
    Source source = Source.open(Files.writeString(folder.resolve("a"), "abc"));
    assertThat(source.endsWith("bc")).isTrue();
    assertThat(source.endsWith("ab")).isFalse();
    assertThat(source.endsWith("abcd")).isFalse();
  }

  @Test
  void partsAreReadWhereTheyAre() throws IOException {
    Source source = Source.open(Files.writeString(folder.resolve("a"), "abcdef"));
    assertThat(StandardCharsets.UTF_8.decode(source.bytes(2, 3)).toString()).isEqualTo("cde");
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> source.bytes(4, 3))
        .withMessageContaining("3 bytes from byte 4 on are needed of the 6 bytes of \"a\"");
  }

  @Test
  void filesBesideCountForTheFingerprint() throws IOException {
    Source source = Source.open(Files.writeString(folder.resolve("a"), "ab"));
    Files.createDirectory(folder.resolve("inner"));
    Files.writeString(folder.resolve("inner/b"), "c");
    assertThat(source.beside("inner/b").size()).isEqualTo(1);
    assertThat(source.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../out", "/etc/hostname", "inner/../../out", "..", "", ".", "a\\b", "\0"})
  void namesThatLeadOutOfTheFolderAreRefused(String name) throws IOException {
    Files.writeString(folder.resolve("out"), "secret");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Source source = Source.open(Files.writeString(inside.resolve("a"), "ab"));
    assertThatExceptionOfType(InvalidWeightsException.class)
        .isThrownBy(() -> source.beside(name))
        .withMessageMatching("[^\n]+");
  }

  @Test
  void linksThatLeadOutOfTheFolderAreRefused() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.writeString(folder.resolve("out"), "secret");
    Files.createSymbolicLink(inside.resolve("shard"), folder.resolve("out"));
    Source source = Source.open(Files.writeString(inside.resolve("a"), "ab"));
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> source.beside("shard"))
        .withMessageContaining("not in its own folder");
  }

  /** As the cache of a model hub does. */
  @Test
  void linksIntoOneOtherFolderAreFollowed() throws IOException {
    Path blobs = Files.createDirectory(folder.resolve("blobs"));
    Path snapshot = Files.createDirectory(folder.resolve("snapshot"));
    Files.writeString(blobs.resolve("1"), "ab");
    Files.writeString(blobs.resolve("2"), "c");
    Files.createSymbolicLink(snapshot.resolve("a"), blobs.resolve("1"));
    Files.createSymbolicLink(snapshot.resolve("b"), blobs.resolve("2"));
    assertThat(Source.open(snapshot.resolve("a")).beside("b").size()).isEqualTo(1);
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
