package dev.fude.core.weights;

import dev.fude.core.json.JsonString;
import dev.fude.core.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes weights as a safetensors file. The header is filled up with spaces so that the numbers
 * begin at a multiple of eight bytes, which is what makes mapped files fast to use.
 */
final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private final Weights weights;
  private final DType dtype;

  /** Checks that the weights can be written as that. */
  SafetensorsWriter(Weights weights, DType dtype) {
    if (!dtype.isWritten()) {
      throw new IllegalArgumentException("Weights are written as F32 or F16, not " + dtype + ".");
    }
    if (weights.tensors().containsKey(SafetensorsHeader.METADATA)) {
      throw new InvalidWeightsException(
          "A tensor may not be called \"" + SafetensorsHeader.METADATA + "\"; rename it.");
    }
    this.weights = weights;
    this.dtype = dtype;
    if (dtype == DType.F16) {
      weights.tensors().forEach(SafetensorsWriter::requireFitsHalf);
    }
  }

  void writeTo(OutputStream output) throws IOException {
    ByteBuffer header = encoded(header());
    int padding = (ALIGNMENT - header.remaining() % ALIGNMENT) % ALIGNMENT;
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(0, (long) header.remaining() + padding);
    output.write(length.array());
    output.write(header.array(), header.arrayOffset(), header.remaining());
    output.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (Tensor tensor : weights.tensors().values()) {
      writeNumbers(output, tensor.data());
    }
  }

  private void writeNumbers(OutputStream output, float[] numbers) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int most = CHUNK_BYTES / dtype.bytes();
    for (int at = 0; at < numbers.length; at += most) {
      int count = Math.min(most, numbers.length - at);
      if (dtype == DType.F16) {
        putHalves(chunk.clear(), numbers, at, count);
      } else {
        chunk.asFloatBuffer().put(numbers, at, count);
      }
      output.write(chunk.array(), 0, count * dtype.bytes());
    }
  }

  private static void putHalves(ByteBuffer chunk, float[] numbers, int at, int count) {
    for (int i = at; i < at + count; i++) {
      chunk.putShort(Float16.fromFloat(numbers[i]));
    }
  }

  private String header() {
    StringBuilder header = new StringBuilder("{");
    if (!weights.metadata().isEmpty()) {
      header.append(JsonString.of(SafetensorsHeader.METADATA)).append(":{");
      header.append(
          weights.metadata().entrySet().stream()
              .map(entry -> JsonString.of(entry.getKey()) + ":" + JsonString.of(entry.getValue()))
              .collect(Collectors.joining(",")));
      header.append('}');
    }
    // Plainly appended, not formatted: a format writes the digits of the user's language.
    long begin = 0;
    for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
      Tensor tensor = entry.getValue();
      long end = begin + tensor.shape().elements() * dtype.bytes();
      String shape = tensor.shape().toString().replace(" ", "");
      header
          .append(header.length() == 1 ? "" : ",")
          .append(JsonString.of(entry.getKey()))
          .append(":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape)
          .append(",\"data_offsets\":[" + begin + "," + end + "]}");
      begin = end;
    }
    return header.append('}').toString();
  }

  private static ByteBuffer encoded(String header) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(header));
    } catch (CharacterCodingException e) {
      throw new InvalidWeightsException(
          "A name or metadata value holds half of a surrogate pair; use whole characters.", e);
    }
  }

  private static void requireFitsHalf(String name, Tensor tensor) {
    for (float number : tensor.data()) {
      boolean overflows = Float.isInfinite(Float16.toFloat(Float16.fromFloat(number)));
      if (overflows && !Float.isInfinite(number)) {
        throw new InvalidWeightsException(
            String.format(
                Locale.ROOT,
                "Tensor \"%s\" holds %s, which F16 cannot hold (at most %s); write F32.",
                name,
                number,
                Float16.MAX_VALUE));
      }
    }
  }
}
