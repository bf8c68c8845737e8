package dev.fude.converter.onnx;

import dev.fude.converter.neutral.ForeignNode;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.core.Quoted;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of an ONNX graph: one operator, with what it reads, computes, and is set to.
 *
 * <p>Source: {@code NodeProto} and {@code AttributeProto} in {@code onnx.proto3} of the ONNX
 * project; the numbers are their fields'.
 *
 * @param operator its name, after its domain and a dot if it is none of ONNX's own
 * @param name the node's name, for messages; often empty
 * @param inputs the names of the values it reads; empty names for those left out
 * @param outputs the names of the values it computes; empty names for those nobody wants
 * @param attributes its settings by name
 */
record OnnxNode(
    String operator,
    String name,
    List<String> inputs,
    List<String> outputs,
    Map<String, ProtoMessage> attributes)
    implements ForeignNode {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OP_TYPE = 4;
  private static final int ATTRIBUTE = 5;
  private static final int DOMAIN = 7;

  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_FLOAT = 2;
  private static final int ATTRIBUTE_INT = 3;
  private static final int ATTRIBUTE_STRING = 4;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int ATTRIBUTE_FLOATS = 7;
  private static final int ATTRIBUTE_INTS = 8;

  static OnnxNode read(ProtoMessage message) {
    Map<String, ProtoMessage> attributes = new HashMap<>();
    for (ProtoMessage attribute : message.messages(ATTRIBUTE)) {
      attributes.put(attribute.text(ATTRIBUTE_NAME), attribute);
    }
    String domain = message.text(DOMAIN);
    String prefix = OnnxGraph.isOwnDomain(domain) ? "" : domain + ".";
    return new OnnxNode(
        prefix + message.text(OP_TYPE),
        message.text(NAME),
        message.texts(INPUT),
        message.texts(OUTPUT),
        attributes);
  }

  /** The name of an input, or the empty name if there is none. */
  String input(int index) {
    return index < inputs.size() ? inputs.get(index) : "";
  }

  /** The name of the first output, or the empty name if there is none. */
  String output() {
    return outputs.isEmpty() ? "" : outputs.get(0);
  }

  @Override
  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  @Override
  public long integer(String attribute, long otherwise) {
    ProtoMessage found = attributes.get(attribute);
    // The encoding leaves out zeros: a setting of 0 may be there without its value.
    return found == null ? otherwise : found.number(ATTRIBUTE_INT, 0);
  }

  @Override
  public float real(String attribute, float otherwise) {
    ProtoMessage found = attributes.get(attribute);
    return found == null ? otherwise : found.real(ATTRIBUTE_FLOAT).orElse(0f);
  }

  @Override
  public String text(String attribute, String otherwise) {
    ProtoMessage found = attributes.get(attribute);
    return found == null ? otherwise : found.text(ATTRIBUTE_STRING);
  }

  @Override
  public Optional<long[]> integers(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(found -> found.numbers(ATTRIBUTE_INTS));
  }

  @Override
  public Optional<float[]> reals(String attribute) {
    return realBytes(attribute)
        .map(
            bytes -> {
              float[] numbers = new float[bytes.remaining() / Float.BYTES];
              bytes.asFloatBuffer().get(numbers);
              return numbers;
            });
  }

  /** The float32 numbers of a setting, little-endian, if it is there. */
  Optional<ByteBuffer> realBytes(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(found -> found.reals(ATTRIBUTE_FLOATS));
  }

  /** The tensor of a setting, under the name of the node's output. */
  Optional<OnnxTensor> tensor(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .flatMap(found -> found.message(ATTRIBUTE_TENSOR))
        .map(message -> new OnnxTensor(output(), message));
  }

  @Override
  public Optional<NeutralTensor> stored(String attribute) {
    return tensor(attribute)
        .filter(OnnxTensor::isReadable)
        .map(tensor -> tensor.toNeutral(OnnxNode::refuseFile));
  }

  private static Source refuseFile(String name) {
    throw new MalformedSourceException(
        "a setting of its nodes is in the file " + Quoted.name(name) + "; export the model again");
  }

  @Override
  public String label() {
    return Quoted.name(operator) + " " + Quoted.name(name.isEmpty() ? output() : name);
  }
}
