package dev.fude.converter.tflite;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Quantization;
import dev.fude.converter.tensorflow.TensorFlowTypes;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A tensor of a TensorFlow Lite graph: a constant if it has data, else a value computed at run
 * time.
 *
 * @param name its name, unique in the graph
 * @param table the schema's table {@code Tensor}
 * @param data its bytes; empty for a computed value
 */
record TfliteTensor(String name, FlatTable table, ByteBuffer data) {
  private static final int SHAPE = 0;
  private static final int TYPE = 1;
  private static final int QUANTIZATION = 4;
  private static final int SPARSITY = 6;
  private static final int SHAPE_SIGNATURE = 7;

  private static final int QUANTIZATION_SCALE = 2;
  private static final int QUANTIZATION_ZERO_POINT = 3;
  private static final int QUANTIZATION_AXIS = 6;

  static final int MAX_RANK = 8;

  /** The schema's enum {@code TensorType}, as far as numbers in it are read. */
  private static final Map<Byte, DType> TYPES =
      Map.of(
          (byte) 0, DType.F32,
          (byte) 1, DType.F16,
          (byte) 2, DType.I32,
          (byte) 3, DType.U8,
          (byte) 4, DType.I64,
          (byte) 7, DType.I16,
          (byte) 9, DType.I8,
          (byte) 10, DType.F64,
          (byte) 18, DType.BF16);

  boolean isConstant() {
    return data.hasRemaining();
  }

  /** Its extents as far as they are told, -1 for others. */
  long[] extents() {
    int[] signature = table.ints(SHAPE_SIGNATURE, MAX_RANK);
    int[] extents = signature.length > 0 ? signature : table.ints(SHAPE, MAX_RANK);
    return longs(extents);
  }

  static long[] longs(int[] numbers) {
    return IntStream.of(numbers).asLongStream().toArray();
  }

  /** Whether its numbers are stored as integers. */
  boolean isWhole() {
    return isWhole(table.int8(TYPE));
  }

  /** Whether a type is one of integers; those that are not read are none. */
  static boolean isWhole(byte type) {
    return TYPES.containsKey(type) && TensorFlowTypes.isWhole(TYPES.get(type));
  }

  NeutralTensor toNeutral() {
    DType dtype = TYPES.get(table.int8(TYPE));
    if (dtype == null) {
      throw malformed("holds numbers of type " + table.int8(TYPE) + ", which is not read");
    }
    if (table.table(SPARSITY).isPresent()) {
      throw malformed("is stored sparsely, which is not read");
    }
    NeutralTensor tensor = NeutralTensor.dense(dtype, table.ints(SHAPE, MAX_RANK), data);
    return table.table(QUANTIZATION).map(this::quantization).map(tensor::quantized).orElse(tensor);
  }

  /** Null if there are no scales: converters write the table with minimum and maximum alone. */
  private Quantization quantization(FlatTable meaning) {
    FloatBuffer scales = meaning.floats(QUANTIZATION_SCALE);
    return scales.limit() == 0
        ? null
        : new Quantization(
            scales, meaning.longs(QUANTIZATION_ZERO_POINT), meaning.int32(QUANTIZATION_AXIS));
  }

  private MalformedSourceException malformed(String what) {
    return new MalformedSourceException(
        "tensor " + Quoted.name(name) + " " + what + "; export the weights as float32");
  }
}
