package dev.fude.core.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a safetensors file stores a number. All are known by size, so that a file that holds them can
 * be checked and listed; those that weights are published in are also read as float32.
 */
public enum DType {
  /** IEEE 754 double precision, rounded to float32 when read. */
  F64(8, (bytes, index) -> (float) bytes.getDouble(8 * index)),

  /** IEEE 754 single precision. */
  F32(4, (bytes, index) -> bytes.getFloat(4 * index)),

  /** IEEE 754 half precision, {@link Float16}. */
  F16(2, (bytes, index) -> Float16.toFloat(bytes.getShort(2 * index))),

  /** The upper half of a float32. */
  BF16(2, (bytes, index) -> Float.intBitsToFloat(bytes.getShort(2 * index) << 16)),

  /** Eight-bit floating point with 4 exponent and 3 fraction bits. */
  F8_E4M3(1, null),

  /** Eight-bit floating point with 5 exponent and 2 fraction bits. */
  F8_E5M2(1, null),

  /** Signed 64-bit integer. */
  I64(8, null),

  /** Signed 32-bit integer, rounded to float32 when read if beyond 2^24. */
  I32(4, (bytes, index) -> (float) bytes.getInt(4 * index)),

  /** Signed 16-bit integer. */
  I16(2, null),

  /** Signed 8-bit integer. */
  I8(1, (bytes, index) -> bytes.get(index)),

  /** Unsigned 64-bit integer. */
  U64(8, null),

  /** Unsigned 32-bit integer. */
  U32(4, null),

  /** Unsigned 16-bit integer. */
  U16(2, null),

  /** Unsigned 8-bit integer. */
  U8(1, (bytes, index) -> bytes.get(index) & 0xff),

  /** A truth value in a byte. */
  BOOL(1, null);

  private interface ElementReader {
    float read(ByteBuffer bytes, int index);
  }

  private final int bytes;
  private final ElementReader reader;

  DType(int bytes, ElementReader reader) {
    this.bytes = bytes;
    this.reader = reader;
  }

  /**
   * The size of one number.
   *
   * @return 1, 2, 4 or 8 bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether numbers of this kind are read as float32.
   *
   * @return true for F64, F32, F16, BF16, I32, I8 and U8
   */
  public boolean readsAsFloat() {
    return reader != null;
  }

  /**
   * Whether weights can be written as numbers of this kind.
   *
   * @return true for F32 and F16
   */
  public boolean isWritten() {
    return this == F32 || this == F16;
  }

  /**
   * The kind of that name.
   *
   * @param name as in a file, such as {@code F32}
   * @return the kind, or empty if the name is unknown
   */
  public static Optional<DType> find(String name) {
    return Arrays.stream(values()).filter(dtype -> dtype.name().equals(name)).findFirst();
  }

  /** The names of the kinds that are read as float32, for messages. */
  static String readableNames() {
    return Arrays.stream(values())
        .filter(DType::readsAsFloat)
        .map(DType::name)
        .collect(Collectors.joining(", "));
  }

  /** Decodes all of a little-endian buffer whose numbers start at its index 0. */
  float[] decode(ByteBuffer data) {
    float[] numbers = new float[data.limit() / bytes];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = reader.read(data, i);
    }
    return numbers;
  }
}
