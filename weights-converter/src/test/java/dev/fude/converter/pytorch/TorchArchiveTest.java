package dev.fude.converter.pytorch;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.AlignedZip;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Dequantize;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives laid out as PyTorch's own writer does, which is not how Java's does. */
class TorchArchiveTest {
  private static final Tensor MATRIX = SeededTensors.uniform(Shape.of(3, 4), -1, 1, 20_273);

  @TempDir Path folder;

  private static Map<String, byte[]> entries() {
    return new TorchFile().tensor("w", "FloatStorage", MATRIX).root("hayao/").entries();
  }

  /** What versions from 2.1 to 2.13 came to write beside the pickle and the storages. */
  private static Map<String, byte[]> withRecentEntries(Map<String, byte[]> entries) {
    Map<String, byte[]> recent = new LinkedHashMap<>(entries);
    Map.of(
            ".format_version", "1",
            ".storage_alignment", "64",
            "byteorder", "little",
            ".data/serialization_id", "0636067203149762409317629781630212395034")
        .forEach(
            (name, text) -> recent.put("hayao/" + name, text.getBytes(StandardCharsets.US_ASCII)));
    return recent;
  }

  private Path write(byte[] archive) throws IOException {
    return Files.write(folder.resolve("a.pt"), archive);
  }

  private static Tensor read(Path file) {
    return Dequantize.apply(new PyTorchZipReader().read(Source.open(file)).tensors()).get("w");
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, true", "false, false", "true, false"})
  void alignedEntries(boolean isLarge, boolean hasChecksums) throws IOException {
    byte[] old = AlignedZip.of(entries(), isLarge, hasChecksums);
    assertThatTensor(read(write(old))).hasSameBitsAs(MATRIX);
    byte[] recent = AlignedZip.of(withRecentEntries(entries()), isLarge, hasChecksums);
    assertThatTensor(read(write(recent))).hasSameBitsAs(MATRIX);
  }

  @Test
  void changedNumberIsNoticedWhereThereAreChecksums() throws IOException {
    byte[] number = TorchFile.encoded("FloatStorage", new float[] {MATRIX.data()[5]});
    for (boolean hasChecksums : new boolean[] {true, false}) {
      byte[] archive = AlignedZip.of(entries(), false, hasChecksums);
      archive[indexOf(number, archive)] ^= 1;
      Path file = write(archive);
      if (hasChecksums) {
        assertThatExceptionOfType(MalformedSourceException.class)
            .isThrownBy(() -> read(file))
            .withMessageContaining("is not what its zip directory says");
      } else {
        assertThat(read(file).data()[5]).isNotEqualTo(MATRIX.data()[5]);
      }
    }
  }

  private static int indexOf(byte[] part, byte[] whole) {
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }

  @Test
  void namesThatAreNotUtf8AreRefused() throws IOException {
    byte[] archive = AlignedZip.of(entries(), false, true);
    byte[] name = "hayao/version".getBytes(StandardCharsets.US_ASCII);
    for (int at = indexOf(name, archive); at >= 0; at = indexOf(name, archive)) {
      archive[at] = (byte) 0xff;
    }
    Path file = write(archive);
    assertThatExceptionOfType(MalformedSourceException.class)
        .isThrownBy(() -> read(file))
        .withMessageStartingWith("its zip archive is damaged or cut off");
  }
}
