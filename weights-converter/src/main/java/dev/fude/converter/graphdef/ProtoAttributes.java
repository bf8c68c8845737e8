package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.protobuf.ProtoMessage;
import dev.fude.converter.tensorflow.GraphNode;
import dev.fude.converter.tensorflow.TensorFlowTypes;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of a message {@code NodeDef}: a map, and so a repeated field of entries, each with
 * a key and an {@code AttrValue} that has one field for each kind of value.
 *
 * <p>Source: {@code node_def.proto} and {@code attr_value.proto} of TensorFlow; the numbers are the
 * fields' numbers there.
 *
 * @param node the message
 * @param values reads the numbers of constants
 */
record ProtoAttributes(ProtoMessage node, ConstantValues values) implements GraphNode.Attributes {
  private static final int NODE_NAME = 1;
  private static final int NODE_OP = 2;
  private static final int NODE_INPUT = 3;
  private static final int NODE_ATTR = 5;

  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  private static final int VALUE_LIST = 1;
  private static final int VALUE_TEXT = 2;
  private static final int VALUE_INTEGER = 3;
  private static final int VALUE_REAL = 4;
  private static final int VALUE_FLAG = 5;
  private static final int VALUE_TYPE = 6;
  private static final int VALUE_SHAPE = 7;
  private static final int VALUE_TENSOR = 8;
  private static final int LIST_TEXTS = 2;
  private static final int LIST_INTEGERS = 3;

  private static final int SHAPE_DIM = 2;
  private static final int DIM_SIZE = 1;

  static GraphNode read(ProtoMessage node, ConstantValues values) {
    String name = node.text(NODE_NAME);
    if (name.isEmpty()) {
      throw new MalformedSourceException("one of its nodes has no name; download it again");
    }
    return new GraphNode(
        name, node.text(NODE_OP), node.texts(NODE_INPUT), new ProtoAttributes(node, values));
  }

  private Optional<ProtoMessage> attribute(String name) {
    return node.messages(NODE_ATTR).stream()
        .filter(entry -> entry.text(ENTRY_KEY).equals(name))
        .findFirst()
        .flatMap(entry -> entry.message(ENTRY_VALUE));
  }

  @Override
  public boolean flag(String name, boolean otherwise) {
    return attribute(name).map(value -> value.flag(VALUE_FLAG)).orElse(otherwise);
  }

  @Override
  public Optional<Float> real(String name) {
    return attribute(name).flatMap(value -> value.real(VALUE_REAL));
  }

  @Override
  public long integer(String name, long otherwise) {
    // The encoding leaves out zeros: a number of 0 may be there without its value.
    return attribute(name).map(value -> value.number(VALUE_INTEGER, 0)).orElse(otherwise);
  }

  @Override
  public String text(String name, String otherwise) {
    return attribute(name).map(value -> value.text(VALUE_TEXT)).orElse(otherwise);
  }

  @Override
  public Optional<long[]> integers(String name) {
    return attribute(name)
        .flatMap(value -> value.message(VALUE_LIST))
        .map(list -> list.numbers(LIST_INTEGERS));
  }

  @Override
  public List<Long> shape(String name) {
    return attribute(name).flatMap(value -> value.message(VALUE_SHAPE)).stream()
        .flatMap(shape -> shape.messages(SHAPE_DIM).stream())
        .map(extent -> extent.number(DIM_SIZE, 0))
        .toList();
  }

  @Override
  public boolean isWhole(String name) {
    return attribute(name)
        .flatMap(value -> TensorFlowTypes.find(value.number(VALUE_TYPE, 0)))
        .map(TensorFlowTypes::isWhole)
        .orElse(false);
  }

  @Override
  public List<String> texts(String name) {
    return attribute(name)
        .flatMap(value -> value.message(VALUE_LIST))
        .map(list -> list.texts(LIST_TEXTS))
        .orElse(List.of());
  }

  @Override
  public Optional<NeutralTensor> value() {
    return attribute("value").flatMap(value -> value.message(VALUE_TENSOR)).map(values::read);
  }
}
