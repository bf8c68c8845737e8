package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.ModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Truncated, corrupt and hostile weights: one sentence, exit code 3, and nothing written. */
class BadWeightsTest {
  @TempDir static Path models;
  private static Path good;

  @TempDir Path folder;
  private Path photo;

  @BeforeAll
  static void makeWeights() {
    good = Fixtures.weights(models);
  }

  @BeforeEach
  void makePhoto() throws IOException {
    photo = Fixtures.photo(folder, "photo.png", 8, 8);
  }

  static Stream<Arguments> hostileHeaders() {
    String f32 = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":";
    return Stream.of(
        arguments("offsets outside", "{\"a\":" + f32 + "[8,16]}}", 8),
        arguments("offsets overlap", "{\"a\":" + f32 + "[0,8]},\"b\":" + f32 + "[4,12]}}", 12),
        arguments("duplicate name", "{\"a\":" + f32 + "[0,8]},\"a\":" + f32 + "[8,16]}}", 16),
        arguments(
            "length overflows",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
            8),
        arguments(
            "wrong dtype", "{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8),
        arguments("offsets backwards", "{\"a\":" + f32 + "[8,0]}}", 8),
        arguments("no JSON", "garbage", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileHeaders")
  void refusesHostileHeaders(String what, String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    refuses(Files.write(folder.resolve("bad.safetensors"), bytes.array()), "bad.safetensors");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, 8, 100, 20_000, 1_000_000})
  void refusesTruncatedFiles(long length) throws IOException {
    refuses(Fixtures.cut(good, folder.resolve("bad.safetensors"), length), "bad.safetensors");
  }

  @Test
  void refusesAHugeHeaderLength() throws IOException {
    byte[] bytes = new byte[64];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);
    refuses(Files.write(folder.resolve("bad.safetensors"), bytes), "bad.safetensors");
  }

  @Test
  void refusesAMissingFile() {
    refuses(folder.resolve("missing.safetensors"), "missing.safetensors");
  }

  @Test
  void refusesAFolder() throws IOException {
    refuses(Files.createDirectory(folder.resolve("bad.safetensors")), "folder");
  }

  @Test
  void listsEveryTensorThatDoesNotFit() {
    Weights weights = ModelFile.content(Fixtures.model(1));
    Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
    String first = tensors.keySet().iterator().next();
    tensors.remove(first);
    tensors.put("stranger", Tensor.of(Shape.of(1), 0));
    Path file = folder.resolve("bad.safetensors");
    Safetensors.write(file, new Weights(weights.metadata(), tensors), DType.F32);

    assertThat(refuses(file, first).err()).contains("stranger");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void refusesNumbersThatAreNone(float number) {
    Path file = Fixtures.constantWeights(folder.resolve("bad.safetensors"), number);
    refuses(file, "is " + number);
  }

  @Test
  void measuresNothingWithNumbersThatOverflow() {
    Path file = Fixtures.constantWeights(folder.resolve("bad.safetensors"), Float.MAX_VALUE);
    Run.of("bench", "--model", file, "--size", 16, "--runs", 1, "--warmup", 0)
        .failsInOneSentence(ExitCode.BAD_INPUT, file + " paints NaN", "get it again");
  }

  private Run refuses(Path file, String word) {
    Map<String, Integer> before = Fixtures.listing(folder);
    Run run =
        Run.of("stylize", photo, "-o", folder.resolve("picture.png"), "--model", file)
            .failsInOneSentence(ExitCode.BAD_INPUT, word);
    assertThat(Fixtures.listing(folder)).isEqualTo(before);
    return run;
  }
}
