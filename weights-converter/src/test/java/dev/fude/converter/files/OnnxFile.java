package dev.fude.converter.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Makes ONNX files, field by field after {@code onnx.proto3}. */
public final class OnnxFile {
  /** The name of the file beside, if there is one. */
  public static final String BESIDE = "numbers.data";

  private final ProtoBytes graph = new ProtoBytes();
  private final ByteArrayOutputStream beside = new ByteArrayOutputStream();
  private final ProtoBytes functions = new ProtoBytes();
  private String producer = "pytorch";
  private int opset = 17;
  private int values;

  /**
   * Sets the program that wrote the file, {@code pytorch} unless set.
   *
   * @param name its name
   * @return this
   */
  public OnnxFile producer(String name) {
    producer = name;
    return this;
  }

  /**
   * Sets the version of ONNX's own operators, 17 unless set.
   *
   * @param version the version
   * @return this
   */
  public OnnxFile opset(int version) {
    opset = version;
    return this;
  }

  /**
   * Adds a value that is given from outside.
   *
   * @param name its name
   * @return the name
   */
  public String input(String name) {
    graph.message(11, new ProtoBytes().text(1, name));
    return name;
  }

  /**
   * Adds a picture that is given from outside, and says its extents.
   *
   * @param name its name
   * @param extents its extents; -1 for one that is open
   * @return the name
   */
  public String picture(String name, long... extents) {
    return picture(OnnxParts.FLOAT, name, extents);
  }

  /**
   * Adds a picture of any kind of numbers.
   *
   * @param kind the kind, as {@code TensorProto} numbers them
   * @param name its name
   * @param extents its extents; -1 for one that is open
   * @return the name
   */
  public String picture(int kind, String name, long... extents) {
    ProtoBytes shape = new ProtoBytes();
    for (long extent : extents) {
      ProtoBytes dim = new ProtoBytes();
      shape.message(1, extent < 0 ? dim.text(2, "open") : dim.number(1, extent));
    }
    ProtoBytes tensor = new ProtoBytes().number(1, kind).message(2, shape);
    graph.message(
        11, new ProtoBytes().text(1, name).message(2, new ProtoBytes().message(1, tensor)));
    return name;
  }

  /**
   * Says that a value is what the graph gives.
   *
   * @param name its name
   * @return this
   */
  public OnnxFile output(String name) {
    graph.message(12, new ProtoBytes().text(1, name));
    return this;
  }

  /**
   * Adds a stored tensor.
   *
   * @param name its name
   * @param tensor a {@code TensorProto}, without its name
   * @return the name
   */
  public String initializer(String name, ProtoBytes tensor) {
    graph.message(5, tensor.text(8, name));
    return name;
  }

  /**
   * Adds anything to the graph.
   *
   * @param field a field's number in {@code GraphProto}
   * @param message its value
   * @return this
   */
  public OnnxFile graphField(int field, ProtoBytes message) {
    graph.message(field, message);
    return this;
  }

  /**
   * Adds a function, empty.
   *
   * @param name its name
   * @return this
   */
  public OnnxFile function(String name) {
    functions.message(25, new ProtoBytes().text(1, name));
    return this;
  }

  /**
   * A {@code TensorProto} whose data is in the file beside.
   *
   * @param type the schema's number of its type
   * @param data little-endian
   * @param dims its extents
   * @return the message
   */
  public ProtoBytes beside(int type, byte[] data, int... dims) {
    ProtoBytes tensor =
        OnnxParts.tensor(type, dims)
            .message(13, entry("location", BESIDE))
            .message(13, entry("offset", Integer.toString(beside.size())))
            .message(13, entry("length", Integer.toString(data.length)))
            .number(14, 1);
    beside.writeBytes(data);
    return tensor;
  }

  private static ProtoBytes entry(String key, String value) {
    return new ProtoBytes().text(1, key).text(2, value);
  }

  /**
   * Adds a node.
   *
   * @param operator its name, after its domain and a dot if it is none of ONNX's own
   * @param inputs the names of the values it reads
   * @param attributes its settings
   * @return the name of the value it computes, a new one
   */
  public String node(String operator, List<String> inputs, ProtoBytes... attributes) {
    return namedNode(operator, operator + "_" + values++, inputs, attributes);
  }

  /**
   * Adds a node whose result has a given name.
   *
   * @param operator its name
   * @param output the name of the value it computes
   * @param inputs the names of the values it reads
   * @param attributes its settings
   * @return the output
   */
  public String namedNode(
      String operator, String output, List<String> inputs, ProtoBytes... attributes) {
    return namedNode(operator, List.of(output), inputs, attributes).get(0);
  }

  /**
   * Adds a node with several results.
   *
   * @param operator its name
   * @param count how many results it has
   * @param inputs the names of the values it reads
   * @param attributes its settings
   * @return the names of the values it computes
   */
  public List<String> nodes(
      String operator, int count, List<String> inputs, ProtoBytes... attributes) {
    String name = operator + "_" + values++;
    List<String> outputs = IntStream.range(0, count).mapToObj(i -> name + "_" + i).toList();
    return namedNode(operator, outputs, inputs, attributes);
  }

  private List<String> namedNode(
      String operator, List<String> outputs, List<String> inputs, ProtoBytes... attributes) {
    ProtoBytes node = new ProtoBytes();
    inputs.forEach(name -> node.text(1, name));
    int dot = operator.lastIndexOf('.');
    outputs.forEach(output -> node.text(2, output));
    node.text(3, "/" + outputs.get(0)).text(4, operator.substring(dot + 1));
    if (dot >= 0) {
      node.text(7, operator.substring(0, dot));
    }
    for (ProtoBytes attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return outputs;
  }

  /**
   * Adds a node that holds a constant.
   *
   * @param attribute its only setting
   * @return the constant's name, a new one
   */
  public String constant(ProtoBytes attribute) {
    return node("Constant", List.of(), attribute);
  }

  /**
   * The file's content.
   *
   * @return its bytes
   */
  public byte[] bytes() {
    ProtoBytes model =
        new ProtoBytes()
            .number(1, 8)
            .text(2, producer)
            .message(7, graph)
            .message(8, new ProtoBytes().number(2, opset));
    byte[] head = model.toBytes();
    byte[] tail = functions.toBytes();
    byte[] whole = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return whole;
  }

  /**
   * Writes the file, and the one beside if there is one.
   *
   * @param file where
   * @return the file
   */
  public Path write(Path file) {
    try {
      if (beside.size() > 0) {
        Files.write(file.resolveSibling(BESIDE), beside.toByteArray());
      }
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
