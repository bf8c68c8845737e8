package dev.fude.converter.checkpoint;

import dev.fude.converter.protobuf.ProtoMessage;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of variables in a checkpoint that TensorFlow 2 saved, also inside a SavedModel. There
 * variables lie under their objects' paths, such as {@code
 * layer/kernel/.ATTRIBUTES/VARIABLE_VALUE}, and a message under a key of its own tells the name
 * that the program gave each.
 *
 * <p>Source: {@code trackable_object_graph.proto} of TensorFlow; the numbers are its fields'.
 */
final class ObjectGraph {
  /** The key of the message. */
  static final String KEY = "_CHECKPOINTABLE_OBJECT_GRAPH";

  private static final String ATTRIBUTE = "/.ATTRIBUTES/";

  private static final int NODES = 1;
  private static final int NODE_ATTRIBUTES = 2;
  private static final int FULL_NAME = 2;
  private static final int CHECKPOINT_KEY = 3;

  private ObjectGraph() {}

  /**
   * The names that the program gave.
   *
   * @param message the message
   * @return by the variables' keys, as far as they have one
   */
  static Map<String, String> names(ByteBuffer message) {
    Map<String, String> names = new HashMap<>();
    for (ProtoMessage node : ProtoMessage.of(message).messages(NODES)) {
      for (ProtoMessage attribute : node.messages(NODE_ATTRIBUTES)) {
        String name = attribute.text(FULL_NAME);
        if (!name.isEmpty()) {
          names.put(attribute.text(CHECKPOINT_KEY), name);
        }
      }
    }
    return names;
  }

  /** The path of the object that a key belongs to. */
  static String path(String key) {
    int end = key.indexOf(ATTRIBUTE);
    return end < 0 ? key : key.substring(0, end);
  }
}
