package dev.fude.core.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a safetensors file whose header may say anything. */
final class HostileFile {
  private final byte[] bytes;

  HostileFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A header of the right length, and as many bytes of data, counted up from 0. */
  static HostileFile of(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return announcing(text.length, text, dataBytes);
  }

  /** A header of a length that need not be true. */
  static HostileFile announcing(long length, byte[] header, int dataBytes) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + dataBytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put(header);
    for (int i = 0; i < dataBytes; i++) {
      bytes.put((byte) i);
    }
    return new HostileFile(bytes.array());
  }

  /** A tensor's entry in a header. */
  static String entry(String dtype, String shape, String offsets) {
    return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}".formatted(dtype, shape, offsets);
  }

  void writeTo(Path file) throws IOException {
    Files.write(file, bytes);
  }

  /** Writes it to a place, and holds that every reading of it is refused in one sentence. */
  void assertRefusedAt(Path file, String problem) throws IOException {
    writeTo(file);
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
}
