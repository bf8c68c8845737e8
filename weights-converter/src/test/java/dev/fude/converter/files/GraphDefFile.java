package dev.fude.converter.files;

import com.google.protobuf.CodedOutputStream;
import dev.fude.converter.files.TensorFlowGraph.Constant;
import dev.fude.converter.files.TensorFlowGraph.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes TensorFlow graphs as GraphDef messages, field by field after the schema. */
public final class GraphDefFile {
  private GraphDefFile() {}

  /** How constants are stored. Single numbers are always float_val. */
  public enum Storage {
    /** float32 in tensor_content. */
    CONTENT(1),

    /** float32 in float_val, packed. */
    FLOAT_VAL(1),

    /** float32 in float_val, one field for each number. */
    FLOAT_VAL_ONE_BY_ONE(1),

    /** float64 in tensor_content. */
    DOUBLE_CONTENT(2),

    /** float64 in double_val, packed. */
    DOUBLE_VAL(2),

    /** float16 in tensor_content. */
    HALF_CONTENT(19),

    /** float16 in half_val, packed. */
    HALF_VAL(19),

    /** bfloat16 in half_val, packed. */
    BFLOAT16_VAL(14);

    private final int type;

    Storage(int type) {
      this.type = type;
    }
  }

  /** Writes fields. */
  public interface Writing {
    /**
     * Writes.
     *
     * @param output where
     * @throws IOException never
     */
    void to(CodedOutputStream output) throws IOException;
  }

  /**
   * A message.
   *
   * @param writing writes its fields
   * @return its bytes
   */
  public static byte[] message(Writing writing) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream output = CodedOutputStream.newInstance(bytes);
      writing.to(output);
      output.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A graph.
   *
   * @param graph its nodes
   * @param storage how its constants are stored
   * @return a message GraphDef
   */
  public static byte[] bytes(TensorFlowGraph graph, Storage storage) {
    return message(
        output -> {
          for (Node node : graph.nodes()) {
            output.writeByteArray(1, node(node, storage));
          }
          output.writeByteArray(4, message(versions -> versions.writeInt32(1, 175)));
        });
  }

  private static byte[] node(Node node, Storage storage) {
    return message(
        output -> {
          output.writeString(1, node.name());
          output.writeString(2, node.op());
          for (String input : node.inputs()) {
            output.writeString(3, input);
          }
          for (Map.Entry<String, Object> attribute : node.attributes().entrySet()) {
            output.writeByteArray(5, entry(attribute.getKey(), attribute(attribute.getValue())));
          }
          if (node.value() != null) {
            int type = type(node.value(), storage);
            output.writeByteArray(5, entry("dtype", message(value -> value.writeInt32(6, type))));
            byte[] tensor = tensor(node.value(), storage);
            output.writeByteArray(
                5, entry("value", message(value -> value.writeByteArray(8, tensor))));
          }
        });
  }

  private static byte[] entry(String key, byte[] value) {
    return message(
        output -> {
          output.writeString(1, key);
          output.writeByteArray(2, value);
        });
  }

  private static byte[] attribute(Object value) {
    return message(
        output -> {
          if (value instanceof Boolean flag) {
            output.writeBool(5, flag);
          } else if (value instanceof Float number) {
            output.writeFloat(4, number);
          } else if (value instanceof Long number) {
            output.writeInt64(3, number);
          } else if (value instanceof String text) {
            output.writeString(2, text);
          } else if (value instanceof int[] extents) {
            output.writeByteArray(7, shape(extents));
          } else if (value instanceof long[] numbers) {
            byte[] list = message(integers -> integers.writeByteArray(3, varints(numbers)));
            output.writeByteArray(1, list);
          } else {
            byte[] list =
                message(
                    texts -> {
                      for (Object text : (List<?>) value) {
                        texts.writeString(2, text.toString());
                      }
                    });
            output.writeByteArray(1, list);
          }
        });
  }

  private static int type(Constant constant, Storage storage) {
    if (constant.isInteger()) {
      return 3;
    }
    return constant.shape().length == 0 ? 1 : storage.type;
  }

  private static byte[] tensor(Constant constant, Storage storage) {
    return message(
        output -> {
          output.writeInt32(1, type(constant, storage));
          output.writeByteArray(2, shape(constant.shape()));
          if (constant.isInteger()) {
            output.writeByteArray(7, varints(constant.numbers(), 3));
          } else if (constant.shape().length == 0) {
            output.writeFloat(5, constant.numbers()[0]);
          } else {
            numbers(output, constant.numbers(), storage);
          }
        });
  }

  /**
   * A shape.
   *
   * @param extents its extents
   * @return a message TensorShapeProto
   */
  public static byte[] shape(int... extents) {
    return message(
        output -> {
          for (int extent : extents) {
            output.writeByteArray(2, message(dim -> dim.writeInt64(1, extent)));
          }
        });
  }

  private static void numbers(CodedOutputStream output, float[] numbers, Storage storage)
      throws IOException {
    switch (storage) {
      case CONTENT -> output.writeByteArray(4, TorchFile.encoded("FloatStorage", numbers));
      case DOUBLE_CONTENT -> output.writeByteArray(4, TorchFile.encoded("DoubleStorage", numbers));
      case HALF_CONTENT -> output.writeByteArray(4, TorchFile.encoded("HalfStorage", numbers));
      case FLOAT_VAL -> output.writeByteArray(5, TorchFile.encoded("FloatStorage", numbers));
      case DOUBLE_VAL -> output.writeByteArray(6, TorchFile.encoded("DoubleStorage", numbers));
      case HALF_VAL, BFLOAT16_VAL -> output.writeByteArray(13, varints(numbers, storage.type));
      case FLOAT_VAL_ONE_BY_ONE -> {
        for (float number : numbers) {
          output.writeFloat(5, number);
        }
      }
    }
  }

  private static byte[] varints(long[] numbers) {
    return message(
        output -> {
          for (long number : numbers) {
            output.writeInt64NoTag(number);
          }
        });
  }

  private static byte[] varints(float[] numbers, int type) {
    return message(
        output -> {
          for (float number : numbers) {
            switch (type) {
              case 19 -> output.writeInt32NoTag(Halves.exactHalf(number) & 0xffff);
              case 14 -> output.writeInt32NoTag(Float.floatToIntBits(number) >>> 16);
              default -> output.writeInt32NoTag((int) number);
            }
          }
        });
  }
}
