package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.Source;
import dev.fude.converter.neutral.WeightReader;
import dev.fude.converter.protobuf.ProtoMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads frozen graphs of TensorFlow: one message {@code GraphDef}, whose nodes include the trained
 * tensors as constants.
 *
 * <p>The message has no signature. It begins with its first node (field 1, a message), and that
 * with its name (field 1, a text of few kinds of characters) and its op (field 2).
 *
 * <p>Source: {@code graph.proto} of TensorFlow.
 */
public final class GraphDefReader implements WeightReader {
  private static final int GRAPH_NODE = 1;

  private static final byte FIELD_1_BYTES = 0x0a;
  private static final byte FIELD_2_BYTES = 0x12;

  /** Creates the reader, which has no state. */
  public GraphDefReader() {}

  @Override
  public String format() {
    return "TensorFlow frozen graph";
  }

  @Override
  public boolean recognises(Source source) {
    return beginsWithNode(source.head());
  }

  /** Of the first node's name there is as much to see as fits into the file's first bytes. */
  private static boolean beginsWithNode(ByteBuffer head) {
    long nodeBytes = lengthAfter(FIELD_1_BYTES, head);
    long nameBytes = lengthAfter(FIELD_1_BYTES, head);
    if (nameBytes < 1 || nameBytes >= nodeBytes) {
      return false;
    }
    for (long i = 0; i < nameBytes && head.hasRemaining(); i++) {
      if (!isNameCharacter(head.get())) {
        return false;
      }
    }
    return !head.hasRemaining() || head.get() == FIELD_2_BYTES;
  }

  private static boolean isNameCharacter(byte character) {
    boolean isAscii = character > 0;
    return isAscii && (Character.isLetterOrDigit(character) || "_.-/\\>".indexOf(character) >= 0);
  }

  /** The length of a field's bytes; -1 if another field is next. */
  private static long lengthAfter(byte tag, ByteBuffer head) {
    if (!head.hasRemaining() || head.get() != tag) {
      return -1;
    }
    long length = 0;
    for (int shift = 0; shift < Integer.SIZE && head.hasRemaining(); shift += 7) {
      byte next = head.get();
      length |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return length;
      }
    }
    return -1;
  }

  @Override
  public NeutralModel read(Source source) {
    return read(source.array());
  }

  @Override
  public Optional<ForeignGraph> graph(Source source) {
    return Optional.of(foreign(ProtoMessage.of(source.array()).messages(GRAPH_NODE)));
  }

  /** Reads a file's content. */
  static NeutralModel read(byte[] file) {
    return graph(ProtoMessage.of(file).messages(GRAPH_NODE));
  }

  /** Reads a graph's nodes. */
  static NeutralModel graph(List<ProtoMessage> nodes) {
    ConstantValues values = new ConstantValues();
    NeutralModel model =
        NodeGraph.read(nodes.stream().map(node -> ProtoAttributes.read(node, values)));
    // No numbers at all would mean that every tensor is zero.
    if (!model.tensors().isEmpty() && !values.hasNumbers()) {
      throw new MalformedSourceException(
          "its constants have no numbers, as in tensorflowjs_model.pb; name the file"
              + " weights_manifest.json beside it");
    }
    return model;
  }

  /** Reads the nodes of a graph whose network nobody knows. */
  static ForeignGraph foreign(List<ProtoMessage> nodes) {
    ConstantValues values = new ConstantValues();
    return NodeGraph.foreign(nodes.stream().map(node -> ProtoAttributes.read(node, values)));
  }
}
