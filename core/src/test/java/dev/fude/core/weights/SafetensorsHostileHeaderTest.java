package dev.fude.core.weights;

import static dev.fude.core.weights.HostileFile.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers that say what no file may: one sentence each, which tells it from the others. */
@Tag("one-jdk")
class SafetensorsHostileHeaderTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("hayao.safetensors");
  }

  private static String two(String firstOffsets, String secondOffsets) {
    return "{\"a\":%s,\"b\":%s}"
        .formatted(entry("U8", "[4]", firstOffsets), entry("U8", "[4]", secondOffsets));
  }

  private void assertRefused(HostileFile hostile, String problem) throws IOException {
    hostile.assertRefusedAt(file, problem);
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
}
