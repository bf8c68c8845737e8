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
  F64(8, true),

  /** IEEE 754 single precision. */
  F32(4, true),

  /** IEEE 754 half precision, {@link Float16}. */
  F16(2, true),

  /** The upper half of a float32. */
  BF16(2, true),

  /** Eight-bit floating point with 4 exponent and 3 fraction bits. */
  F8_E4M3(1, false),

  /** Eight-bit floating point with 5 exponent and 2 fraction bits. */
  F8_E5M2(1, false),

  /** Signed 64-bit integer. */
  I64(8, false),

  /** Signed 32-bit integer, rounded to float32 when read if beyond 2^24. */
  I32(4, true),

  /** Signed 16-bit integer. */
  I16(2, false),

  /** Signed 8-bit integer. */
  I8(1, true),

  /** Unsigned 64-bit integer. */
  U64(8, false),

  /** Unsigned 32-bit integer. */
  U32(4, false),

  /** Unsigned 16-bit integer. */
  U16(2, false),

  /** Unsigned 8-bit integer. */
  U8(1, true),

  /** A truth value in a byte. */
  BOOL(1, false);

  private final int bytes;
  private final boolean readsAsFloat;

  DType(int bytes, boolean readsAsFloat) {
    this.bytes = bytes;
    this.readsAsFloat = readsAsFloat;
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
    return readsAsFloat;
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

  /**
   * Whether {@link #number} knows numbers of this kind.
   *
   * @return false for 8-bit floating point, wide unsigned integers and truth values
   */
  public boolean isDecoded() {
    return switch (this) {
      case F8_E4M3, F8_E5M2, U64, U32, BOOL -> false;
      default -> true;
    };
  }

  /**
   * Decodes one number.
   *
   * @param data little-endian numbers of this kind, the first at index 0
   * @param index which of them, from 0
   * @return the number; a 64-bit integer beyond 2^53 is rounded
   * @throws IllegalStateException if numbers of this kind are not decoded
   */
  public double number(ByteBuffer data, int index) {
    int at = index * bytes;
    return switch (this) {
      case F64 -> data.getDouble(at);
      case F32 -> data.getFloat(at);
      case F16 -> Float16.toFloat(data.getShort(at));
      case BF16 -> Float.intBitsToFloat(data.getShort(at) << 16);
      case I64 -> data.getLong(at);
      case I32 -> data.getInt(at);
      case I16 -> data.getShort(at);
      case U16 -> data.getChar(at);
      case I8 -> data.get(at);
      case U8 -> data.get(at) & 0xff;
      default -> throw new IllegalStateException(this + " numbers are not decoded");
    };
  }

  /** Decodes all of a little-endian buffer whose numbers start at its index 0. */
  float[] decode(ByteBuffer data) {
    float[] numbers = new float[data.limit() / bytes];
    if (this == F32) {
      data.slice(0, data.limit()).order(data.order()).asFloatBuffer().get(numbers);
      return numbers;
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) number(data, i);
    }
    return numbers;
  }
}
