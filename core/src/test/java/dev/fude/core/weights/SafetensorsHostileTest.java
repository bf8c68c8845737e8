package dev.fude.core.weights;

import static dev.fude.core.weights.HostileFile.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken and malicious files: one sentence that names the file, and nothing else happens. */
@Tag("one-jdk")
class SafetensorsHostileTest {
  private static final long SEED = 77;
  private static final int MUTATIONS = 20_000;

  /** Two 3 x 3 kernels in float32. */
  private static final int SMALL_FILE_DATA = 72;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("hayao.safetensors");
  }

  private void assertRefused(HostileFile hostile, String problem) throws IOException {
    hostile.assertRefusedAt(file, problem);
  }

  private static byte[] smallFile() throws IOException {
    Path good = Files.createTempFile("good", ".safetensors");
    Weights weights =
        new Weights(
            Map.of("resize", "half_pixel"),
            Map.of("conv.weight", Tensor.zeros(Shape.of(2, 1, 3, 3))));
    Safetensors.write(good, weights, DType.F32, true);
    byte[] bytes = Files.readAllBytes(good);
    Files.delete(good);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "1000, 1000",
    "100000001, 100000001",
    "9223372036854775807, 9223372036854775807",
    "-1, 18446744073709551615",
    "-9223372036854775808, 9223372036854775808"
  })
  void anAnnouncedLengthIsNotBelieved(long length, String shown) throws IOException {
    assertRefused(
        HostileFile.announcing(length, "{}".getBytes(StandardCharsets.UTF_8), 0),
        "announce a header of " + shown + " bytes, but the file has 10 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version https://git-lfs.github.com/spec/v1 | is a Git LFS pointer | git lfs pull",
        "<!DOCTYPE html><title>403</title> | is a web page | download the file itself",
        "'PK\u0003\u0004 and so on' | is a zip file | convert it first",
      })
  void whatIsNoWeightFileIsNamed(String begin, String kind, String cure) throws IOException {
    Files.writeString(file, begin, StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageStartingWith(file + " " + kind)
        .hasMessageContaining(cure)
        .hasMessageEndingWith(".");
  }

  @Test
  void aFileCutAtAnyLengthIsRefused() throws IOException {
    byte[] whole = smallFile();
    for (int length = 0; length < whole.length; length++) {
      assertRefused(new HostileFile(Arrays.copyOf(whole, length)), "");
    }
    assertRefused(new HostileFile(Arrays.copyOf(whole, whole.length + 1)), "1 bytes follow");
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() throws IOException {
    assertRefused(new HostileFile(new byte[0]), "it is empty");
    assertRefused(new HostileFile(new byte[7]), "it has only 7 bytes");
    assertRefused(new HostileFile(new byte[1]), "it has only 1 byte;");
  }

  /** Whatever byte is changed: it is still a valid file, or a sentence says that it is not. */
  @Test
  void anyChangedByteIsHarmless() throws IOException {
    byte[] good = smallFile();
    Files.write(file, good);
    Random random = new Random(SEED);
    int refused = 0;
    long allocated = Allocation.ofThisThread();
    for (int i = 0; i < MUTATIONS; i++) {
      int at = random.nextInt(good.length - SMALL_FILE_DATA);
      byte changed = (byte) random.nextInt(256);
      Throwable failure = failureWith(at, changed, good[at]);
      if (failure != null) {
        refused++;
        assertThat(failure)
            .as("seed %d, mutation %d: byte %d is %d", SEED, i, at, changed)
            .isInstanceOf(InvalidWeightsException.class)
            .hasMessageContaining(file.toString());
      }
    }
    assertThat(refused).as("refused of %d", MUTATIONS).isBetween(MUTATIONS / 2, MUTATIONS - 1);
    // A read needs some hundred kilobytes at most, streams, messages and stack traces included.
    assertThat(Allocation.ofThisThread() - allocated).isLessThan(MUTATIONS * 200_000L);
  }

  private Throwable failureWith(int at, byte changed, byte original) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      bytes.write(changed);
      Throwable failure =
          assertTimeout(Duration.ofSeconds(10), () -> catchThrowable(() -> Safetensors.read(file)));
      bytes.seek(at);
      bytes.write(original);
      return failure;
    }
  }

  @Test
  void aSmallFileThatClaimsMuchAllocatesLittle() throws IOException {
    HostileFile[] claims = {
      HostileFile.announcing(99_000_000, "{}".getBytes(StandardCharsets.UTF_8), 0),
      HostileFile.of("{\"a\":" + entry("F32", "[500000000]", "[0,2000000000]") + "}", 8),
      HostileFile.of("{\"a\":" + entry("U8", "[2000000000,0]", "[0,0]") + "}", 8)
    };
    for (HostileFile claim : claims) {
      claim.writeTo(file);
      long before = Allocation.ofThisThread();
      assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(InvalidWeightsException.class);
      assertThat(Allocation.ofThisThread() - before).isLessThan(10_000_000);
    }
  }

  @Test
  void aFileLargerThanTheHeapSaysSo() throws IOException {
    long dataBytes = (Runtime.getRuntime().maxMemory() / 2_000_000_000 + 1) * 2_000_000_000;
    int tensors = (int) (dataBytes / 2_000_000_000);
    String header =
        IntStream.range(0, tensors)
            .mapToObj(
                i ->
                    "\"%d\":%s"
                        .formatted(
                            i,
                            entry(
                                "U8",
                                "[2000000000]",
                                "[" + i * 2_000_000_000L + "," + (i + 1) * 2_000_000_000L + "]")))
            .collect(Collectors.joining(",", "{", "}"));
    HostileFile.of(header, 0).writeTo(file);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + dataBytes);
    }
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(OversizedWeightsException.class)
        .hasMessageStartingWith(file + " has ")
        .hasMessageContaining("start Java with a larger -Xmx");
  }

  @Test
  void aMissingFileAndAFolderSaySo() {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(file + " does not exist; check the path.");
    assertThatThrownBy(() -> Safetensors.readWeights(folder))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(folder + " is a folder; name a safetensors file in it.");
  }

  @Test
  void aForbiddenFileSaysSo() throws IOException {
    Files.write(file, smallFile());
    boolean changed = file.toFile().setReadable(false, false);
    Assumptions.assumeTrue(
        changed && !Files.isReadable(file), "this user may read every file, so none is forbidden");
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(file + " may not be read by this user; change its permissions.");
  }
}
