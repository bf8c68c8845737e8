package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.QuantizedRange;
import dev.fude.core.Quoted;
import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the manifest: a tensor's name, shape and kind of number, and how its numbers were
 * made smaller, if they were.
 *
 * <p>With a quantization of uint8 or uint16, {@code real = integer * scale + min}. TensorFlow.js
 * computes that with the numbers of JavaScript, which are doubles, and stores the sum as a float32;
 * so do we. With float16 the numbers are halves, and there is no scale.
 *
 * @param name its name
 * @param extents its shape
 * @param dtype how its numbers are stored
 * @param isReal whether they stand for real numbers; others count or index something
 * @param range what integers stand for, if they are quantized
 */
record Weight(
    String name, int[] extents, DType dtype, boolean isReal, Optional<QuantizedRange> range) {
  /** What the manifest calls a kind of number; texts and complex numbers are not read. */
  private static final Map<String, DType> PLAIN =
      Map.of(
          "float32", DType.F32,
          "float16", DType.F16,
          "int32", DType.I32,
          "uint8", DType.U8,
          "bool", DType.BOOL);

  private static final Map<String, DType> QUANTIZED =
      Map.of("uint8", DType.U8, "uint16", DType.U16, "float16", DType.F16);

  static Weight read(Json entry) {
    String name = entry.get("name").text();
    List<Json> shape = entry.get("shape").elements();
    int[] extents = shape.stream().mapToInt(Json::count).toArray();
    DType plain = dtype(PLAIN, entry, name);
    boolean isReal = plain == DType.F32 || plain == DType.F16;
    Optional<Json> quantization = entry.find("quantization");
    if (quantization.isEmpty()) {
      return new Weight(name, extents, plain, isReal, Optional.empty());
    }
    DType stored = dtype(QUANTIZED, quantization.get(), name);
    Optional<QuantizedRange> range =
        stored == DType.F16 ? Optional.empty() : Optional.of(range(quantization.get()));
    return new Weight(name, extents, stored, isReal, range);
  }

  private static DType dtype(Map<String, DType> known, Json entry, String name) {
    String kind = entry.get("dtype").text();
    DType dtype = known.get(kind);
    if (dtype == null) {
      throw new MalformedSourceException(
          String.format(
              "its weight %s holds numbers of type %s, which is not read; convert the model again"
                  + " with float32",
              Quoted.name(name), Quoted.name(kind)));
    }
    return dtype;
  }

  private static QuantizedRange range(Json quantization) {
    return new QuantizedRange(quantization.get("scale").real(), quantization.get("min").real());
  }

  /** How many bytes it takes in the files. */
  long bytes() {
    long elements = 1;
    for (int extent : extents) {
      elements *= extent;
      if (elements > Shape.MAX_ARRAY_LENGTH) {
        throw new MalformedSourceException(
            "its weight " + Quoted.name(name) + " is impossibly large; download it again");
      }
    }
    return elements * dtype.bytes();
  }

  /** The tensor. */
  NeutralTensor tensor(ByteBuffer content) {
    NeutralTensor stored = NeutralTensor.dense(dtype, extents, content);
    return range.map(stored::quantized).orElse(stored);
  }
}
