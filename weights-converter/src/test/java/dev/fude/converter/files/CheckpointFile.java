package dev.fude.converter.files;

import com.google.protobuf.CodedOutputStream;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Role;
import dev.fude.model.generator.TrainedTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Makes checkpoints such as TensorFlow's Saver writes, in ordinary and in awkward ways. */
public final class CheckpointFile {
  /** TensorFlow's number of a type. */
  public static final int FLOAT = 1;

  /** TensorFlow's number of a type. */
  public static final int STRING = 7;

  /** TensorFlow's number of a type. */
  public static final int INT64 = 9;

  private static final Map<String, Integer> TYPES =
      Map.of("FloatStorage", 1, "DoubleStorage", 2, "BFloat16Storage", 14, "HalfStorage", 19);

  private final SortedMap<String, Variable> variables = new TreeMap<>();
  private final Map<String, byte[]> overrides = new LinkedHashMap<>();
  private int shards = 1;

  private record Variable(int type, long[] shape, byte[] data) {}

  /** Writes the fields of a message. */
  public interface Fields {
    /**
     * Writes.
     *
     * @param output where
     * @throws IOException never
     */
    void write(CodedOutputStream output) throws IOException;
  }

  /**
   * A network's weights under the original's names, kernels HWIO.
   *
   * @param architecture the network
   * @param tensors by the network's names
   * @param kind how numbers are stored, as {@link TorchFile#encoded} calls it
   * @return the checkpoint
   */
  public static CheckpointFile of(
      LayerTable architecture, Map<String, Tensor> tensors, String kind) {
    CheckpointFile file = new CheckpointFile();
    for (TrainedTensor wanted : architecture.tensors().values()) {
      Tensor stored = hwio(tensors.get(wanted.name()), wanted.role());
      long[] shape = new long[stored.shape().rank()];
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = stored.shape().extent(axis);
      }
      byte[] data = TorchFile.encoded(kind, stored.data());
      file.variable(wanted.tensorFlowName(), TYPES.get(kind), shape, data);
    }
    return file;
  }

  /** HWIO, or HWC1 for a depthwise kernel; a kernel of other axes as it is. */
  private static Tensor hwio(Tensor tensor, Role role) {
    if (!role.isKernel() || tensor.shape().rank() != 4) {
      return tensor;
    }
    Shape oihw = tensor.shape();
    int out = oihw.extent(0);
    int in = oihw.extent(1);
    int area = oihw.extent(2) * oihw.extent(3);
    float[] numbers = new float[tensor.data().length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int at = 0; at < area; at++) {
          numbers[(at * in + i) * out + o] = tensor.data()[(o * in + i) * area + at];
        }
      }
    }
    boolean isDepthwise = role == Role.DEPTHWISE_KERNEL; // in is 1
    return Tensor.of(
        Shape.of(oihw.extent(2), oihw.extent(3), isDepthwise ? out : in, isDepthwise ? in : out),
        numbers);
  }

  /**
   * Adds a variable.
   *
   * @param name its name
   * @param type TensorFlow's number of its type
   * @param shape its extents
   * @param data its bytes
   * @return this
   */
  public CheckpointFile variable(String name, int type, long[] shape, byte[] data) {
    variables.put(name, new Variable(type, shape, data));
    return this;
  }

  /**
   * Gives every variable another name.
   *
   * @param toName from the old names
   * @return this
   */
  public CheckpointFile renamed(UnaryOperator<String> toName) {
    Map<String, Variable> before = Map.copyOf(variables);
    variables.clear();
    before.forEach((name, variable) -> variables.put(toName.apply(name), variable));
    return this;
  }

  /**
   * Leaves a variable out.
   *
   * @param name its name
   * @return this
   */
  public CheckpointFile without(String name) {
    variables.remove(name);
    return this;
  }

  /**
   * Adds what Adam keeps for every variable there is, and its counters.
   *
   * @return this
   */
  public CheckpointFile trainedWithAdam() {
    for (Map.Entry<String, Variable> each : Map.copyOf(variables).entrySet()) {
      Variable weight = each.getValue();
      for (String slot : new String[] {"/Adam", "/Adam_1"}) {
        variable(each.getKey() + slot, weight.type(), weight.shape(), weight.data());
      }
    }
    variable("beta1_power", FLOAT, new long[0], new byte[4]);
    variable("global_step", INT64, new long[0], new byte[8]);
    return variable("zz/discriminator/weights", FLOAT, new long[] {3}, new byte[12]);
  }

  /**
   * Sets how many files the numbers are spread over.
   *
   * @param count at least 1
   * @return this
   */
  public CheckpointFile shards(int count) {
    shards = count;
    return this;
  }

  /**
   * Sets or replaces an entry of the index.
   *
   * @param key a variable's name, or nothing for the header
   * @param value what fields it has
   * @return this
   */
  public CheckpointFile entry(String key, Fields value) {
    overrides.put(key, message(value));
    return this;
  }

  /**
   * The index, to be built in any way.
   *
   * @return the table
   */
  public TableFile table() {
    TableFile table = new TableFile();
    entries().forEach(table::entry);
    return table;
  }

  /**
   * The index's entries.
   *
   * @return by their keys, the empty one first
   */
  public SortedMap<String, byte[]> entries() {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    entries.put("", header(shards));
    int[] ends = new int[shards];
    int[] next = {0};
    variables.forEach(
        (name, variable) -> {
          int shard = next[0]++ % shards;
          entries.put(name, entry(variable, shard, ends[shard]));
          ends[shard] += variable.data().length;
        });
    entries.putAll(overrides);
    return entries;
  }

  private static byte[] header(int shards) {
    return message(
        output -> {
          output.writeInt32(1, shards);
          output.writeByteArray(3, message(version -> version.writeInt32(1, 1)));
        });
  }

  private static byte[] entry(Variable variable, int shard, int offset) {
    return message(
        output -> {
          output.writeInt32(1, variable.type());
          output.writeByteArray(2, shape(variable.shape()));
          if (shard > 0) {
            output.writeInt32(3, shard);
          }
          if (offset > 0) {
            output.writeInt64(4, offset);
          }
          output.writeInt64(5, variable.data().length);
          output.writeFixed32(6, TableFile.maskedChecksum(variable.data()));
        });
  }

  /**
   * A message of a shape.
   *
   * @param extents the extents
   * @return its bytes
   */
  public static byte[] shape(long... extents) {
    return message(
        output -> {
          for (long extent : extents) {
            output.writeByteArray(2, message(dim -> dim.writeInt64(1, extent)));
          }
        });
  }

  /**
   * A message.
   *
   * @param fields its fields
   * @return its bytes
   */
  public static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(output);
      output.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes index and shards.
   *
   * @param folder where
   * @param beginning of their names
   * @return the index
   */
  public Path write(Path folder, String beginning) {
    return write(folder, beginning, table().bytes());
  }

  /**
   * Writes shards with another index.
   *
   * @param folder where
   * @param beginning of their names
   * @param index the index's bytes
   * @return the index
   */
  public Path write(Path folder, String beginning, byte[] index) {
    ByteArrayOutputStream[] contents = new ByteArrayOutputStream[shards];
    int next = 0;
    for (int shard = 0; shard < shards; shard++) {
      contents[shard] = new ByteArrayOutputStream();
    }
    for (Variable variable : variables.values()) {
      contents[next++ % shards].writeBytes(variable.data());
    }
    try {
      for (int shard = 0; shard < shards; shard++) {
        String name = "%s.data-%05d-of-%05d".formatted(beginning, shard, shards);
        Files.write(folder.resolve(name), contents[shard].toByteArray());
      }
      return Files.write(folder.resolve(beginning + ".index"), index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
