package dev.fude.converter.files;

import dev.fude.core.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes files as the safetensors library writes them: of any dtype, with metadata or without. */
public final class SafetensorsBytes {
  private SafetensorsBytes() {}

  /**
   * A file of tensors.
   *
   * @param tensors by name
   * @param dtype F64, F32, F16 or BF16; for the halves exactly representable numbers
   * @param metadata by name; none at all if empty
   * @return its bytes
   */
  public static byte[] of(Map<String, Tensor> tensors, String dtype, Map<String, String> metadata) {
    StringBuilder header = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      header.append("\"__metadata__\":{");
      header.append(
          metadata.entrySet().stream()
              .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
              .collect(Collectors.joining(",")));
      header.append("},");
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    tensors.forEach(
        (name, tensor) -> {
          int begin = data.size();
          data.writeBytes(TorchFile.encoded(storage(dtype), tensor.data()));
          header.append(
              "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]},"
                  .formatted(name, dtype, tensor.shape(), begin, data.size()));
        });
    header.setCharAt(header.length() - 1, '}');
    return of(header.toString().getBytes(StandardCharsets.UTF_8), data.toByteArray());
  }

  private static String storage(String dtype) {
    return switch (dtype) {
      case "F64" -> "DoubleStorage";
      case "F16" -> "HalfStorage";
      case "BF16" -> "BFloat16Storage";
      default -> "FloatStorage";
    };
  }

  /**
   * A file of any header.
   *
   * @param header its text
   * @param data what follows it
   * @return its bytes
   */
  public static byte[] of(byte[] header, byte[] data) {
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(header.length).put(header).put(data).array();
  }
}
