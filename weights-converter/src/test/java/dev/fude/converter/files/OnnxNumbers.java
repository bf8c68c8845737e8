package dev.fude.converter.files;

import static dev.fude.converter.files.OnnxParts.BFLOAT16;
import static dev.fude.converter.files.OnnxParts.DOUBLE;
import static dev.fude.converter.files.OnnxParts.FLOAT;
import static dev.fude.converter.files.OnnxParts.FLOAT16;
import static dev.fude.converter.files.OnnxParts.INT32;
import static dev.fude.converter.files.OnnxParts.INT8;
import static dev.fude.converter.files.OnnxParts.UINT8;
import static dev.fude.converter.files.OnnxParts.integer;
import static dev.fude.converter.files.OnnxParts.raw;
import static dev.fude.converter.files.OnnxParts.tensor;
import static dev.fude.converter.files.OnnxParts.tensorSetting;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The ways in which ONNX files store the numbers of a trained tensor. */
public enum OnnxNumbers {
  /** As raw float32. */
  RAW_FLOAT,

  /** As float32 in the file beside. */
  FLOAT_BESIDE,

  /** As raw float64. */
  RAW_DOUBLE,

  /** As raw float16, and cast where it is used. */
  RAW_FLOAT16,

  /** As raw bfloat16, and cast where it is used. */
  RAW_BFLOAT16,

  /** In the list of floats. */
  FLOAT_LIST,

  /** In the list of floats, not packed, as old writers do. */
  FLOATS_ONE_BY_ONE,

  /** In the list of doubles. */
  DOUBLE_LIST,

  /** As float16 bits in the list of 32-bit integers. */
  FLOAT16_LIST,

  /** As bfloat16 bits in the list of 32-bit integers. */
  BFLOAT16_LIST,

  /** In Constant nodes. */
  CONSTANT_NODES,

  /** As raw int8 with a scale for each index along the first or last axis. */
  INT8_PER_CHANNEL,

  /** As uint8 in the list of 32-bit integers, with one scale and a zero point. */
  UINT8_PER_TENSOR,

  /** As raw int32 with one scale and no zero point. */
  INT32_WITHOUT_ZERO_POINT,

  /** As float32 that is quantized and dequantized where it is used, as while training. */
  FAKE_QUANTIZED;

  private static final float SCALE = 1f / 64;
  private static final int ZERO_POINT = 100;

  /**
   * Adds a tensor.
   *
   * @param file where
   * @param name its name
   * @param numbers multiples of 1/64 from -1 to 127/128
   * @param axis the axis of a scale for each index, which may be negative
   * @param dims its extents
   * @return the name of the value that stands for the real numbers
   */
  public String store(OnnxFile file, String name, float[] numbers, int axis, int... dims) {
    return switch (this) {
      case RAW_FLOAT -> file.initializer(name, encoded(FLOAT, "FloatStorage", numbers, dims));
      case FLOAT_BESIDE ->
          file.initializer(name, file.beside(FLOAT, bytes("FloatStorage", numbers), dims));
      case RAW_DOUBLE -> file.initializer(name, encoded(DOUBLE, "DoubleStorage", numbers, dims));
      case RAW_FLOAT16 ->
          cast(file, file.initializer(name, encoded(FLOAT16, "HalfStorage", numbers, dims)));
      case RAW_BFLOAT16 ->
          cast(file, file.initializer(name, encoded(BFLOAT16, "BFloat16Storage", numbers, dims)));
      case FLOAT_LIST ->
          file.initializer(name, tensor(FLOAT, dims).bytes(4, bytes("FloatStorage", numbers)));
      case FLOATS_ONE_BY_ONE -> file.initializer(name, oneByOne(numbers, dims));
      case DOUBLE_LIST ->
          file.initializer(name, tensor(DOUBLE, dims).bytes(10, bytes("DoubleStorage", numbers)));
      case FLOAT16_LIST -> file.initializer(name, bits(FLOAT16, "HalfStorage", numbers, dims));
      case BFLOAT16_LIST ->
          file.initializer(name, bits(BFLOAT16, "BFloat16Storage", numbers, dims));
      case CONSTANT_NODES ->
          file.namedNode(
              "Constant",
              name,
              List.of(),
              tensorSetting("value", encoded(FLOAT, "FloatStorage", numbers, dims)));
      case FAKE_QUANTIZED -> fakeQuantized(file, name, numbers, dims);
      default -> dequantized(file, name, numbers, axis, dims);
    };
  }

  private static byte[] bytes(String kind, float[] numbers) {
    return TorchFile.encoded(kind, numbers);
  }

  private static ProtoBytes encoded(int type, String kind, float[] numbers, int... dims) {
    return raw(type, bytes(kind, numbers), dims);
  }

  private static String cast(OnnxFile file, String name) {
    return file.node("Cast", List.of(name), integer("to", FLOAT));
  }

  private static ProtoBytes oneByOne(float[] numbers, int... dims) {
    ProtoBytes tensor = tensor(FLOAT, dims);
    for (float number : numbers) {
      tensor.real(4, number);
    }
    return tensor;
  }

  private static ProtoBytes bits(int type, String kind, float[] numbers, int... dims) {
    ByteBuffer halves = ByteBuffer.wrap(bytes(kind, numbers)).order(ByteOrder.LITTLE_ENDIAN);
    long[] bits = new long[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Short.toUnsignedLong(halves.getShort());
    }
    return tensor(type, dims).packed(5, bits);
  }

  private static String fakeQuantized(OnnxFile file, String name, float[] numbers, int... dims) {
    String stored = file.initializer(name, encoded(FLOAT, "FloatStorage", numbers, dims));
    String scale = file.initializer(name + "/scale", encoded(FLOAT, "FloatStorage", one(0.3f)));
    String zero = file.initializer(name + "/zero", raw(INT8, new byte[1]));
    String integers = file.node("QuantizeLinear", List.of(stored, scale, zero));
    return file.node("DequantizeLinear", List.of(integers, scale, zero));
  }

  private static float[] one(float number) {
    return new float[] {number};
  }

  private String dequantized(OnnxFile file, String name, float[] numbers, int axis, int... dims) {
    int place = axis < 0 ? axis + dims.length : axis;
    float[] scales = this == INT8_PER_CHANNEL ? new float[dims[place]] : one(SCALE);
    for (int i = 0; i < scales.length; i++) {
      scales[i] = SCALE / (1 + i % 2);
    }
    long[] integers = integers(numbers, scales, place, dims);
    ProtoBytes stored =
        switch (this) {
          case INT8_PER_CHANNEL -> raw(INT8, narrow(integers, Byte.BYTES), dims);
          case UINT8_PER_TENSOR -> tensor(UINT8, dims).packed(5, integers);
          default -> raw(INT32, narrow(integers, Integer.BYTES), dims);
        };
    String quantized = file.initializer(name, stored);
    String scale =
        file.initializer(
            name + "/scale",
            this == INT8_PER_CHANNEL
                ? encoded(FLOAT, "FloatStorage", scales, scales.length)
                : encoded(FLOAT16, "HalfStorage", scales));
    List<String> operands =
        switch (this) {
          case INT8_PER_CHANNEL -> {
            byte[] zeros = new byte[scales.length];
            yield List.of(
                quantized, scale, file.initializer(name + "/zero", raw(INT8, zeros, zeros.length)));
          }
          case UINT8_PER_TENSOR -> {
            byte[] zero = {ZERO_POINT};
            yield List.of(quantized, scale, file.initializer(name + "/zero", raw(UINT8, zero)));
          }
          default -> List.of(quantized, scale);
        };
    return file.node("DequantizeLinear", operands, integer("axis", axis));
  }

  private long[] integers(float[] numbers, float[] scales, int axis, int... dims) {
    int inner = 1;
    for (int i = axis + 1; i < dims.length; i++) {
      inner *= dims[i];
    }
    long zeroPoint = this == UINT8_PER_TENSOR ? ZERO_POINT : 0;
    long[] integers = new long[numbers.length];
    for (int i = 0; i < integers.length; i++) {
      float scale = scales[i / inner % dims[axis] % scales.length];
      integers[i] = Math.round((double) numbers[i] / scale) + zeroPoint;
    }
    return integers;
  }

  private static byte[] narrow(long[] integers, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size * integers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long integer : integers) {
      if (size == Byte.BYTES) {
        if (integer != (byte) integer) {
          throw new IllegalArgumentException(integer + " is no byte; take another seed");
        }
        bytes.put((byte) integer);
      } else {
        bytes.putInt((int) integer);
      }
    }
    return bytes.array();
  }
}
