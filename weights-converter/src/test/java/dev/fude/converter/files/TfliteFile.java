package dev.fude.converter.files;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Makes TensorFlow Lite files, field by field after the schema. */
public final class TfliteFile {
  /** The schema's number of a tensor's type. */
  public static final int FLOAT32 = 0;

  /** The schema's number of a tensor's type. */
  public static final int FLOAT16 = 1;

  /** The schema's number of a tensor's type. */
  public static final int INT32 = 2;

  /** The schema's number of a tensor's type. */
  public static final int INT64 = 4;

  /** The schema's number of a tensor's type. */
  public static final int INT8 = 9;

  private final List<Constant> tensors = new ArrayList<>();
  private final List<Operator> operators = new ArrayList<>();
  private int input = -1;
  private int output = -1;

  /**
   * What integers stand for.
   *
   * @param scales one or many
   * @param zeroPoints none, one or many
   * @param axis the axis of many
   */
  public record Scales(float[] scales, long[] zeroPoints, int axis) {}

  private record Constant(String name, int type, int[] shape, byte[] data, Scales scales) {}

  private record Operator(
      int code, int[] inputs, int[] outputs, Map<Integer, ? extends Number> options) {}

  /**
   * Adds a constant.
   *
   * @param name its name
   * @param type the schema's number of its type
   * @param shape its extents
   * @param data its bytes
   * @param scales what integers stand for, or null
   * @return its index
   */
  public int constant(String name, int type, int[] shape, byte[] data, Scales scales) {
    tensors.add(new Constant(name, type, shape, data, scales));
    return tensors.size() - 1;
  }

  /**
   * Adds a value that is computed.
   *
   * @param name its name
   * @return its index
   */
  public int value(String name) {
    return value(name, 1, 4, 4, 1);
  }

  /**
   * Adds a value of known extents.
   *
   * @param name its name
   * @param shape its extents
   * @return its index
   */
  public int value(String name, int... shape) {
    return constant(name, FLOAT32, shape, new byte[0], null);
  }

  /**
   * Adds an operator.
   *
   * @param code its number in the schema
   * @param output the tensor it computes
   * @param inputs the tensors it reads
   * @return the output
   */
  public int operator(int code, int output, int... inputs) {
    return operator(code, Map.of(), output, inputs);
  }

  /**
   * Adds an operator with options.
   *
   * @param code its number in the schema
   * @param options Bytes, Integers and Floats by the numbers of their fields; none for no table
   * @param output the tensor it computes
   * @param inputs the tensors it reads
   * @return the output
   */
  public int operator(int code, Map<Integer, ? extends Number> options, int output, int... inputs) {
    operators.add(new Operator(code, inputs, new int[] {output}, options));
    return output;
  }

  /**
   * Says which tensors are given from outside, and which a run gives.
   *
   * @param given its index
   * @param result its index
   * @return this
   */
  public TfliteFile ends(int given, int result) {
    input = given;
    output = result;
    return this;
  }

  /**
   * Adds a bilinear resize.
   *
   * @param output the tensor it computes
   * @param input the tensor it reads
   * @param alignCorners the flag of that name
   * @param halfPixelCenters the flag of that name
   * @return the output
   */
  public int resize(int output, int input, boolean alignCorners, boolean halfPixelCenters) {
    Map<Integer, Byte> flags =
        Map.of(2, (byte) (alignCorners ? 1 : 0), 3, (byte) (halfPixelCenters ? 1 : 0));
    return operator(23, flags, output, input);
  }

  /**
   * The file's content.
   *
   * @return its bytes
   */
  public byte[] bytes() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    int codes = vector(builder, operators.size(), i -> code(builder, operators.get(i).code()));
    int buffers = vector(builder, tensors.size() + 1, i -> buffer(builder, i));
    int graph = graph(builder);
    int graphs = vector(builder, 1, i -> graph);
    builder.startTable(8);
    builder.addInt(0, 3, 0);
    builder.addOffset(1, codes, 0);
    builder.addOffset(2, graphs, 0);
    builder.addOffset(4, buffers, 0);
    builder.finish(builder.endTable(), "TFL3");
    return builder.sizedByteArray();
  }

  /**
   * Writes the file.
   *
   * @param file where
   * @return the file
   */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int graph(FlatBufferBuilder builder) {
    int tables = vector(builder, tensors.size(), i -> tensor(builder, i));
    int steps = vector(builder, operators.size(), i -> operator(builder, i));
    int given = input < 0 ? 0 : ints(builder, new int[] {input});
    int results = output < 0 ? 0 : ints(builder, new int[] {output});
    builder.startTable(5);
    builder.addOffset(0, tables, 0);
    builder.addOffset(1, given, 0);
    builder.addOffset(2, results, 0);
    builder.addOffset(3, steps, 0);
    return builder.endTable();
  }

  private static int code(FlatBufferBuilder builder, int code) {
    builder.startTable(4);
    builder.addByte(0, (byte) Math.min(code, 127), 0);
    builder.addInt(3, code, 0);
    return builder.endTable();
  }

  /** Buffer 0 is empty by convention; tensor i has buffer i + 1. */
  private int buffer(FlatBufferBuilder builder, int index) {
    byte[] data = index == 0 ? new byte[0] : tensors.get(index - 1).data();
    int bytes = data.length == 0 ? 0 : builder.createByteVector(data);
    builder.startTable(3);
    if (bytes != 0) {
      builder.addOffset(0, bytes, 0);
    }
    return builder.endTable();
  }

  private int tensor(FlatBufferBuilder builder, int index) {
    Constant tensor = tensors.get(index);
    int name = builder.createString(tensor.name());
    int[] extents = tensor.shape();
    int shape = ints(builder, extents);
    int quantization = tensor.scales() == null ? 0 : quantization(builder, tensor.scales());
    builder.startTable(8);
    builder.addOffset(0, shape, 0);
    builder.addByte(1, (byte) tensor.type(), 0);
    builder.addInt(2, index + 1, 0);
    builder.addOffset(3, name, 0);
    if (quantization != 0) {
      builder.addOffset(4, quantization, 0);
    }
    return builder.endTable();
  }

  private static int quantization(FlatBufferBuilder builder, Scales scales) {
    builder.startVector(4, scales.scales().length, 4);
    for (int i = scales.scales().length - 1; i >= 0; i--) {
      builder.addFloat(scales.scales()[i]);
    }
    int factors = builder.endVector();
    builder.startVector(8, scales.zeroPoints().length, 8);
    for (int i = scales.zeroPoints().length - 1; i >= 0; i--) {
      builder.addLong(scales.zeroPoints()[i]);
    }
    int zeroPoints = builder.endVector();
    builder.startTable(7);
    builder.addOffset(2, factors, 0);
    builder.addOffset(3, zeroPoints, 0);
    builder.addInt(6, scales.axis(), 0);
    return builder.endTable();
  }

  private int operator(FlatBufferBuilder builder, int index) {
    Operator operator = operators.get(index);
    int inputs = ints(builder, operator.inputs());
    int outputs = ints(builder, operator.outputs());
    int options = operator.options().isEmpty() ? 0 : options(builder, operator.options());
    builder.startTable(5);
    builder.addInt(0, index, -1);
    builder.addOffset(1, inputs, 0);
    builder.addOffset(2, outputs, 0);
    if (options != 0) {
      builder.addByte(3, (byte) 15, 0);
      builder.addOffset(4, options, 0);
    }
    return builder.endTable();
  }

  private static int options(FlatBufferBuilder builder, Map<Integer, ? extends Number> options) {
    builder.startTable(8);
    options.forEach(
        (field, value) -> {
          if (value instanceof Byte small) {
            builder.addByte(field, small, 0);
          } else if (value instanceof Float real) {
            builder.addFloat(field, real, 0);
          } else {
            builder.addInt(field, value.intValue(), 0);
          }
        });
    return builder.endTable();
  }

  private static int ints(FlatBufferBuilder builder, int[] numbers) {
    builder.startVector(4, numbers.length, 4);
    for (int i = numbers.length - 1; i >= 0; i--) {
      builder.addInt(numbers[i]);
    }
    return builder.endVector();
  }

  private static int vector(FlatBufferBuilder builder, int length, IntUnaryOperator element) {
    int[] offsets = new int[length];
    for (int i = 0; i < length; i++) {
      offsets[i] = element.applyAsInt(i);
    }
    return builder.createVectorOfTables(offsets);
  }
}
