package dev.fude.converter.onnx;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * A tensor stored in an ONNX file.
 *
 * <p>Its numbers are either raw, little-endian and as wide as their type, or in one of several
 * lists: floats and doubles in their own, 64-bit and unsigned integers in theirs, and all that is
 * narrower in the list of 32-bit integers, where half-precision numbers stand as their bits. Or
 * they are {@link ExternalData}.
 *
 * <p>Source: {@code TensorProto} in {@code onnx.proto3} of the ONNX project; the numbers are its
 * fields'.
 *
 * @param name its name in the graph
 * @param message the message
 */
record OnnxTensor(String name, ProtoMessage message) {
  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int SEGMENT = 3;
  private static final int FLOAT_DATA = 4;
  private static final int INT32_DATA = 5;
  private static final int INT64_DATA = 7;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DOUBLE_DATA = 10;
  private static final int UINT64_DATA = 11;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;

  private static final int LOCATION_EXTERNAL = 1;

  private static final int MAX_RANK = 8;

  /** {@code TensorProto.DataType}, as far as numbers in it are read. */
  private static final Map<Long, DType> TYPES =
      Map.ofEntries(
          Map.entry(1L, DType.F32),
          Map.entry(2L, DType.U8),
          Map.entry(3L, DType.I8),
          Map.entry(4L, DType.U16),
          Map.entry(5L, DType.I16),
          Map.entry(6L, DType.I32),
          Map.entry(7L, DType.I64),
          Map.entry(9L, DType.BOOL),
          Map.entry(10L, DType.F16),
          Map.entry(11L, DType.F64),
          Map.entry(12L, DType.U32),
          Map.entry(13L, DType.U64),
          Map.entry(16L, DType.BF16));

  /** An initialiser, which has a name of its own. */
  static OnnxTensor initializer(ProtoMessage message) {
    return new OnnxTensor(message.text(NAME), message);
  }

  /** The type of that number in the schema, if numbers of it are read. */
  static Optional<DType> type(long number) {
    return Optional.ofNullable(TYPES.get(number));
  }

  boolean isReadable() {
    return TYPES.containsKey(message.number(DATA_TYPE, 0));
  }

  MalformedSourceException unreadable() {
    return malformed(
        "holds values of type "
            + message.number(DATA_TYPE, 0)
            + ", which is not read; export the weights as float32");
  }

  /**
   * The same as a view of the file, or of its decoded list, or of another file.
   *
   * @param files opens the other file
   */
  NeutralTensor toNeutral(ExternalData.Files files) {
    DType dtype = type(message.number(DATA_TYPE, 0)).orElseThrow(this::unreadable);
    if (message.message(SEGMENT).isPresent()) {
      throw malformed("is stored in segments, which are not read; export the model again");
    }
    return isExternal() ? external(dtype, files) : internal(dtype);
  }

  private boolean isExternal() {
    return message.number(DATA_LOCATION, 0) == LOCATION_EXTERNAL
        || message.bytes(EXTERNAL_DATA).isPresent();
  }

  private NeutralTensor internal(DType dtype) {
    try {
      return NeutralTensor.dense(dtype, extents(), numbers(dtype));
    } catch (MalformedSourceException e) {
      throw malformed("is damaged: " + e.getMessage());
    }
  }

  private NeutralTensor external(DType dtype, ExternalData.Files files) {
    ExternalData data = ExternalData.find(label(), message.messages(EXTERNAL_DATA), files);
    try {
      return NeutralTensor.fetched(dtype, extents(), data.length(), data::bytes);
    } catch (MalformedSourceException e) {
      throw malformed("is damaged: " + e.getMessage());
    }
  }

  private int[] extents() {
    long[] dims = message.numbers(DIMS);
    int[] extents = new int[dims.length];
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims.length > MAX_RANK || dims[axis] != (int) dims[axis]) {
        throw new MalformedSourceException(
            "it has " + dims.length + " axes or an impossibly large extent");
      }
      extents[axis] = (int) dims[axis];
    }
    return extents;
  }

  private ByteBuffer numbers(DType dtype) {
    Optional<ByteBuffer> raw = message.bytes(RAW_DATA).filter(ByteBuffer::hasRemaining);
    return raw.orElseGet(
        () ->
            switch (dtype) {
              case F32 -> message.reals(FLOAT_DATA);
              case F64 -> message.reals(DOUBLE_DATA);
              case I64 -> encoded(dtype, message.numbers(INT64_DATA));
              case U32, U64 -> encoded(dtype, message.numbers(UINT64_DATA));
              default -> encoded(dtype, message.numbers(INT32_DATA));
            });
  }

  private static ByteBuffer encoded(DType dtype, long[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (long number : numbers) {
      requireFits(number, dtype);
      switch (dtype.bytes()) {
        case Byte.BYTES -> bytes.put((byte) number);
        case Short.BYTES -> bytes.putShort((short) number);
        case Integer.BYTES -> bytes.putInt((int) number);
        default -> bytes.putLong(number);
      }
    }
    return bytes.flip();
  }

  private static void requireFits(long number, DType dtype) {
    int spare = Long.SIZE - dtype.bytes() * Byte.SIZE;
    boolean isSigned = dtype == DType.I8 || dtype == DType.I16 || dtype == DType.I32;
    long kept = isSigned ? number << spare >> spare : number << spare >>> spare;
    if (kept != number) {
      throw new MalformedSourceException("it holds " + number + ", which is no " + dtype);
    }
  }

  private MalformedSourceException malformed(String what) {
    return new MalformedSourceException(label() + " " + what);
  }

  private String label() {
    return "tensor " + Quoted.name(name);
  }
}
