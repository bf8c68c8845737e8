package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.converter.tensorflow.TensorFlowTypes;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The numbers of a file's constants: messages {@code TensorProto}.
 *
 * <p>A tensor is a kind of number, a shape, and the numbers in one of two ways. The field
 * tensor_content has them as they lie in memory, last axis fastest; a view of the file is enough.
 * Or a field for the kind of number repeats them, floats under float_val and so on, the bits of a
 * half as an integer under half_val. Then there may be fewer than the shape has elements: the last
 * one fills the rest, and none at all means zeros. Such tensors are written out, up to a limit,
 * because a few bytes can ask for any amount.
 *
 * <p>Source: {@code tensor.proto} and {@code tensor_shape.proto} of TensorFlow; the numbers are the
 * fields' numbers there.
 */
final class ConstantValues {
  private static final int TENSOR_DTYPE = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int TENSOR_CONTENT = 4;
  private static final int TENSOR_FLOAT_VAL = 5;
  private static final int TENSOR_DOUBLE_VAL = 6;
  private static final int TENSOR_INT_VAL = 7;
  private static final int TENSOR_INT64_VAL = 10;
  private static final int TENSOR_HALF_VAL = 13;

  private static final int SHAPE_DIM = 2;
  private static final int SHAPE_UNKNOWN_RANK = 3;
  private static final int DIM_SIZE = 1;

  /** Vectors of ones or zeros are what training may leave behind; the generator's have 512. */
  private static final int MAX_FILLED_ELEMENTS = 1 << 16;

  /** For all constants of a file together. */
  private static final int MAX_FILLED_BYTES = 4 << 20;

  private int bytesToFill = MAX_FILLED_BYTES;
  private boolean hasNumbers;

  /** Whether any tensor read so far had numbers of its own. */
  boolean hasNumbers() {
    return hasNumbers;
  }

  /**
   * Reads a tensor.
   *
   * @param tensor a message {@code TensorProto}
   * @return its numbers
   * @throws MalformedSourceException if they are of a kind that is not read, or do not fit the
   *     shape
   */
  NeutralTensor read(ProtoMessage tensor) {
    long type = tensor.number(TENSOR_DTYPE, 0);
    DType dtype =
        TensorFlowTypes.find(type)
            .orElseThrow(
                () ->
                    new MalformedSourceException(
                        "it holds numbers of type "
                            + type
                            + ", which is not read; export it as float32"));
    int[] extents = tensor.message(TENSOR_SHAPE).map(ConstantValues::extents).orElse(new int[0]);
    ByteBuffer content = tensor.bytes(TENSOR_CONTENT).orElseGet(() -> ByteBuffer.allocate(0));
    if (content.hasRemaining()) {
      hasNumbers = true;
      return NeutralTensor.dense(dtype, extents, content);
    }
    int wanted = bytes(dtype, extents);
    ByteBuffer repeated = repeated(dtype, tensor, wanted);
    hasNumbers |= repeated.hasRemaining();
    return NeutralTensor.dense(
        dtype, extents, repeated.remaining() < wanted ? filled(dtype, repeated, wanted) : repeated);
  }

  private static int[] extents(ProtoMessage shape) {
    List<ProtoMessage> dims = shape.messages(SHAPE_DIM);
    int[] extents = new int[dims.size()];
    boolean isKnown = !shape.flag(SHAPE_UNKNOWN_RANK);
    for (int axis = 0; axis < extents.length; axis++) {
      long size = dims.get(axis).number(DIM_SIZE, 0);
      isKnown &= size >= 0 && size <= Integer.MAX_VALUE;
      extents[axis] = (int) size;
    }
    if (!isKnown) {
      throw new MalformedSourceException("its shape is unknown; export it again");
    }
    return extents;
  }

  /** What the shape asks for; any larger number stands for all that are too large anyway. */
  private static int bytes(DType dtype, int[] extents) {
    long bytes = dtype.bytes();
    for (int extent : extents) {
      bytes = Math.min(bytes * extent, Integer.MAX_VALUE);
    }
    return (int) bytes;
  }

  /** The numbers that a field repeats, encoded as in tensor_content. */
  private static ByteBuffer repeated(DType dtype, ProtoMessage tensor, int wanted) {
    return switch (dtype) {
      case F32 -> tensor.reals(TENSOR_FLOAT_VAL);
      case F64 -> tensor.reals(TENSOR_DOUBLE_VAL);
      case F16, BF16 -> narrowed(dtype, tensor.numbers(TENSOR_HALF_VAL), wanted);
      case I64 -> narrowed(dtype, tensor.numbers(TENSOR_INT64_VAL), wanted);
      default -> narrowed(dtype, tensor.numbers(TENSOR_INT_VAL), wanted);
    };
  }

  private static ByteBuffer narrowed(DType dtype, long[] numbers, int wanted) {
    if ((long) dtype.bytes() * numbers.length > wanted) {
      throw new MalformedSourceException(
          String.format(
              "it has %d numbers, more than its shape; download it again", numbers.length));
    }
    ByteBuffer bytes = littleEndian(dtype.bytes() * numbers.length);
    for (long number : numbers) {
      switch (dtype.bytes()) {
        case Byte.BYTES -> bytes.put((byte) number);
        case Short.BYTES -> bytes.putShort((short) number);
        case Integer.BYTES -> bytes.putInt((int) number);
        default -> bytes.putLong(number);
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer filled(DType dtype, ByteBuffer given, int wanted) {
    boolean isWhole = given.remaining() % dtype.bytes() == 0;
    if (!isWhole || wanted / dtype.bytes() > MAX_FILLED_ELEMENTS || wanted > bytesToFill) {
      throw new MalformedSourceException(
          String.format(
              "%d bytes are to fill a shape of %d, which no trained tensor needs; export it again",
              given.remaining(), wanted));
    }
    bytesToFill -= wanted;
    ByteBuffer all = littleEndian(wanted).put(given.duplicate());
    if (given.hasRemaining()) {
      byte[] last = new byte[dtype.bytes()];
      given.get(given.limit() - last.length, last);
      while (all.hasRemaining()) {
        all.put(last);
      }
    }
    return all.rewind();
  }
}
