package dev.fude.core.weights;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

  private static String entry(String dtype, String shape, String offsets) {
    return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}".formatted(dtype, shape, offsets);
  }

  private static String two(String firstOffsets, String secondOffsets) {
    return "{\"a\":%s,\"b\":%s}"
        .formatted(entry("U8", "[4]", firstOffsets), entry("U8", "[4]", secondOffsets));
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

  private void assertRefused(HostileFile hostile, String problem) throws IOException {
    hostile.writeTo(file);
    for (Runnable reading :
        new Runnable[] {() -> Safetensors.read(file), () -> Safetensors.readWeights(file)}) {
      assertThatThrownBy(reading::run)
          .isInstanceOf(InvalidWeightsException.class)
          .hasMessageStartingWith(file + " is not a valid safetensors file: ")
          .hasMessageContaining(problem)
          .hasMessageEndingWith("; convert or download it again.")
          .hasMessageNotContaining("\n");
    }
  }

  /** Header, bytes of data, and what the message says about it. */
  static Stream<Arguments> hostileHeaders() {
    return Stream.of(
        hostile("", 0, "does not begin with a brace"),
        hostile(" {}", 0, "does not begin with a brace"),
        hostile("{}\n", 0, "only spaces may follow"),
        hostile("{}", 4, "4 bytes follow the last tensor"),
        hostile(two("[0,4]", "[3,7]"), 7, "\"b\" begins at byte 3 of the data, overlapping byte 4"),
        hostile(two("[0,4]", "[0,4]"), 4, "\"b\" begins at byte 0 of the data, overlapping byte 4"),
        hostile(two("[0,4]", "[5,9]"), 9, "\"b\" begins at byte 5 of the data, leaving a hole"),
        hostile(two("[1,5]", "[5,9]"), 9, "\"a\" begins at byte 1 of the data, leaving a hole"),
        hostile(two("[0,4]", "[4,8]"), 7, "\"b\" ends at byte 8 of 7 bytes of data"),
        hostile(two("[0,4]", "[4,8]"), 9, "1 bytes follow the last tensor"),
        hostile(two("[4,0]", "[4,8]"), 8, "\"a\" has data_offsets from 4 to 0, but"),
        hostile(two("[0,4]", "[4,8,8]"), 8, "\"b\" lists more than 2 numbers"),
        hostile(two("[0]", "[0,4]"), 4, "\"a\" lacks dtype, shape or two data_offsets"),
        hostile(two("[-4,0]", "[0,4]"), 4, "a whole number of at least 0 is expected"),
        hostile(two("[0,18446744073709551620]", "[4,8]"), 8, "a number is too large"),
        hostile(two("[0,4.0]", "[4,8]"), 8, "a whole number of at least 0 is expected"),
        hostile(
            "{\"a\":" + entry("F32", "[3]", "[0,8]") + "}",
            8,
            "\"a\" has data_offsets from 0 to 8, but F32 numbers of shape [3] take 12 bytes"),
        hostile(
            "{\"a\":" + entry("F32", "[2147483648,2147483648,4]", "[0,0]") + "}",
            0,
            "\"a\" has shape [2147483648, 2147483648, 4], which is too large"),
        hostile(
            "{\"a\":" + entry("F64", "[1073741824,1]", "[0,8589934592]") + "}",
            8,
            "\"a\" is larger than 2 GiB"),
        hostile(
            "{\"a\":" + entry("F32", "[65536,65536,65536,65536]", "[0,0]") + "}",
            0,
            "which is too large"),
        hostile("{\"a\":" + entry("F33", "[]", "[0,4]") + "}", 4, "unknown dtype \"F33\""),
        hostile("{\"a\":" + entry("f32", "[1]", "[0,4]") + "}", 4, "unknown dtype \"f32\""),
        hostile("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "\"a\" lacks dtype, shape or"),
        hostile(
            "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}",
            1,
            "the name \"dtype\" is in its header twice"),
        hostile(
            "{\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1],\"code\":\"\"}}",
            1,
            "\"a\" has an unknown field \"code\""),
        hostile(
            "{\"a\":" + entry("U8", "[]", "[0,1]") + ",\"a\":" + entry("U8", "[]", "[1,2]") + "}",
            2,
            "the name \"a\" is in its header twice"),
        hostile(
            "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "\"__metadata__\" is in its header"),
        hostile("{\"__metadata__\":{\"k\":1}}", 0, "'\"' is expected"),
        hostile("{\"__metadata__\":{\"k\":{\"l\":\"m\"}}}", 0, "'\"' is expected"),
        hostile("{\"__metadata__\":{\"k\":\"v\",\"k\":\"w\"}}", 0, "\"k\" is in its header twice"),
        hostile("{\"a\":null}", 0, "'{' is expected"),
        hostile("{\"a\":" + entry("U8", ones(33), "[0,1]") + "}", 1, "more than 32 numbers"),
        hostile("{\"a\":" + "[".repeat(1_000_000) + "}", 0, "'{' is expected"),
        hostile("{\"a\":".repeat(1_000_000), 0, "\"a\" has an unknown field \"a\""));
  }

  private static Arguments hostile(String header, int dataBytes, String problem) {
    return Arguments.of(HostileFile.of(header, dataBytes), problem);
  }

  private static String ones(int count) {
    return Stream.generate(() -> "1").limit(count).collect(Collectors.joining(",", "[", "]"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("hostileHeaders")
  void eachWrongHeaderIsToldFromTheOthers(HostileFile hostile, String problem) throws IOException {
    assertRefused(hostile, problem);
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
  void bytesThatAreNoUtf8AreRefused() throws IOException {
    byte[] header = "{\"X\":{}}".getBytes(StandardCharsets.UTF_8);
    header[2] = (byte) 0xff;
    assertRefused(HostileFile.announcing(8, header, 0), "its header is not valid UTF-8");
  }

  @Test
  void tooManyNamesAreRefused() throws IOException {
    String names =
        IntStream.rangeClosed(0, SafetensorsHeader.MAX_NAMES)
            .mapToObj(i -> "\"" + i + "\":\"\"")
            .collect(Collectors.joining(","));
    assertRefused(
        HostileFile.of("{\"__metadata__\":{" + names + "}}", 0), "more than 100000 names");
    String tensors =
        IntStream.rangeClosed(0, SafetensorsHeader.MAX_NAMES)
            .mapToObj(i -> "\"" + i + "\":" + entry("U8", "[0]", "[0,0]"))
            .collect(Collectors.joining(","));
    assertRefused(HostileFile.of("{" + tensors + "}", 0), "more than 100000 names");
  }

  @Test
  void aMessageShowsAHostileNameOnOneLine() throws IOException {
    String name = "\\u001b[2J\\n" + "x".repeat(100_000);
    assertRefused(
        HostileFile.of("{\"" + name + "\":" + entry("U9", "[]", "[0,1]") + "}", 1),
        "tensor \"?[2J?" + "x".repeat(75) + "...\" has unknown dtype \"U9\"");
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
