package dev.fude.converter.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.SafetensorsBytes;
import dev.fude.converter.files.ScratchFile;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged safetensors files are converted rightly or refused, soon and in little memory. */
@Tag("one-jdk")
class HostileSafetensorsTest {
  private static final long SEED = 20_275;
  private static final int MUTATIONS_OF_EACH = 5_000;

  @TempDir Path folder;

  private final Map<String, Tensor> tensors = TinyNetwork.randomHalves(TinyNetwork.TINY, SEED);

  /** What no longer looks like a safetensors file is not read as one. */
  private boolean isAccepted(String what, byte[] content) throws IOException {
    if (content.length == 0) {
      return false;
    }
    Source source = Source.open(ScratchFile.holding(folder.resolve("damaged"), content));
    SafetensorsSourceReader reader = new SafetensorsSourceReader();
    return reader.recognises(source)
        && Hostility.isAccepted(what, () -> Passes.apply(reader.read(source), TinyNetwork.TINY));
  }

  private byte[] sound(String dtype) {
    return SafetensorsBytes.of(tensors, dtype, Map.of("format", "pt", "resize", "asymmetric"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16"})
  void cutOffAnywhere(String dtype) throws IOException {
    byte[] whole = sound(dtype);
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = dtype + " cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16"})
  void mutated(String dtype) throws IOException {
    byte[] whole = sound(dtype);
    Mutations.requireRefusals(1_000, dtype, whole, SEED, MUTATIONS_OF_EACH, this::isAccepted);
  }

  /** The header alone, with its length made right again, so that all of it is parsed. */
  @ParameterizedTest
  @ValueSource(strings = {"F64", "BF16"})
  void mutatedHeader(String dtype) throws IOException {
    byte[] whole = sound(dtype);
    int headerEnd =
        Long.BYTES + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header = Arrays.copyOfRange(whole, Long.BYTES, headerEnd);
    byte[] data = Arrays.copyOfRange(whole, headerEnd, whole.length);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS_OF_EACH; i++) {
      byte[] mutated = Mutations.mutated(header, random);
      String what = "header of %s, mutation %d of seed %d".formatted(dtype, i, SEED);
      refused += isAccepted(what, SafetensorsBytes.of(mutated, data)) ? 0 : 1;
    }
    assertThat(refused).as("a fuzzer that breaks nothing tests nothing").isGreaterThan(1_000);
  }

  private void assertRefused(String what, String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    assertThat(isAccepted(what, SafetensorsBytes.of(text, new byte[dataBytes]))).as(what).isFalse();
  }

  @Test
  void bracketsWithinBrackets() throws IOException {
    assertRefused("nested objects", "{\"a\":".repeat(200_000), 4);
    assertRefused("nested arrays", "{\"a\":" + "[".repeat(500_000), 4);
  }

  @Test
  void shapesThatCannotBe() throws IOException {
    for (String shape :
        new String[] {
          "[-1]",
          "[65536,65536]",
          "[9223372036854775807]",
          "[99999999999999999999999]",
          "[0,2147483647,2147483647]",
          "[" + "1,".repeat(40) + "1]",
          "[1,1,1,1,1,1,1,1,1]"
        }) {
      String entry = "{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,4]}";
      assertRefused("shape " + shape, "{\"a.conv.weight\":" + entry + "}", 4);
    }
  }

  @Test
  void manyNames() throws IOException {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 8_000; i++) {
      header.append("\"module.").append(i);
      header.append("\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},");
    }
    header.setCharAt(header.length() - 1, '}');
    assertRefused("8,000 names", header.toString(), 0);
  }
}
