package dev.fude.converter.files;

import java.util.Arrays;

/** Tensors and settings of ONNX files, field by field after {@code onnx.proto3}. */
public final class OnnxParts {
  /** The schema's number of a tensor's type. */
  public static final int FLOAT = 1;

  /** The schema's number of a tensor's type. */
  public static final int UINT8 = 2;

  /** The schema's number of a tensor's type. */
  public static final int INT8 = 3;

  /** The schema's number of a tensor's type. */
  public static final int UINT16 = 4;

  /** The schema's number of a tensor's type. */
  public static final int INT16 = 5;

  /** The schema's number of a tensor's type. */
  public static final int INT32 = 6;

  /** The schema's number of a tensor's type. */
  public static final int INT64 = 7;

  /** The schema's number of a tensor's type. */
  public static final int STRING = 8;

  /** The schema's number of a tensor's type. */
  public static final int FLOAT16 = 10;

  /** The schema's number of a tensor's type. */
  public static final int DOUBLE = 11;

  /** The schema's number of a tensor's type. */
  public static final int UINT32 = 12;

  /** The schema's number of a tensor's type. */
  public static final int BFLOAT16 = 16;

  private OnnxParts() {}

  /**
   * A {@code TensorProto} without data.
   *
   * @param type the schema's number of its type
   * @param dims its extents
   * @return the message
   */
  public static ProtoBytes tensor(int type, int... dims) {
    return new ProtoBytes().packed(1, Arrays.stream(dims).asLongStream().toArray()).number(2, type);
  }

  /**
   * A {@code TensorProto} with raw data.
   *
   * @param type the schema's number of its type
   * @param data little-endian
   * @param dims its extents
   * @return the message
   */
  public static ProtoBytes raw(int type, byte[] data, int... dims) {
    return tensor(type, dims).bytes(9, data);
  }

  /**
   * A list of 64-bit integers.
   *
   * @param numbers the integers
   * @return the message
   */
  public static ProtoBytes int64s(long... numbers) {
    return tensor(INT64, numbers.length).packed(7, numbers);
  }

  /**
   * A setting.
   *
   * @param name its name
   * @param number its value
   * @return an {@code AttributeProto}
   */
  public static ProtoBytes integer(String name, long number) {
    return new ProtoBytes().text(1, name).number(3, number).number(20, 2);
  }

  /**
   * A setting.
   *
   * @param name its name
   * @param numbers its values
   * @return an {@code AttributeProto}
   */
  public static ProtoBytes integers(String name, long... numbers) {
    ProtoBytes attribute = new ProtoBytes().text(1, name);
    for (long number : numbers) {
      attribute.number(8, number);
    }
    return attribute.number(20, 7);
  }

  /**
   * A setting.
   *
   * @param name its name
   * @param number its value
   * @return an {@code AttributeProto}
   */
  public static ProtoBytes real(String name, float number) {
    return new ProtoBytes().text(1, name).real(2, number).number(20, 1);
  }

  /**
   * A setting.
   *
   * @param name its name
   * @param numbers its values
   * @return an {@code AttributeProto}
   */
  public static ProtoBytes reals(String name, float... numbers) {
    ProtoBytes attribute = new ProtoBytes().text(1, name);
    for (float number : numbers) {
      attribute.real(7, number);
    }
    return attribute.number(20, 6);
  }

  /**
   * A setting.
   *
   * @param name its name
   * @param text its value
   * @return an {@code AttributeProto}
   */
  public static ProtoBytes text(String name, String text) {
    return new ProtoBytes().text(1, name).text(4, text).number(20, 3);
  }

  /**
   * A setting.
   *
   * @param name its name
   * @param tensor a {@code TensorProto}
   * @return an {@code AttributeProto}
   */
  public static ProtoBytes tensorSetting(String name, ProtoBytes tensor) {
    return new ProtoBytes().text(1, name).message(5, tensor).number(20, 4);
  }
}
