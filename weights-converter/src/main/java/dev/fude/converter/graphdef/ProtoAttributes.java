package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.protobuf.ProtoMessage;
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
  private static final int VALUE_REAL = 4;
  private static final int VALUE_FLAG = 5;
  private static final int VALUE_TENSOR = 8;
  private static final int LIST_TEXTS = 2;

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
