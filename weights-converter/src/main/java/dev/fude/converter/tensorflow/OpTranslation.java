package dev.fude.converter.tensorflow;

import dev.fude.converter.neutral.MalformedSourceException;
import java.util.Set;

/** Knows what a few of TensorFlow's ops are in ONNX's words. */
interface OpTranslation {
  /** The ops that it knows. */
  Set<String> ops();

  /**
   * Writes the nodes that do the same.
   *
   * @param node the node
   * @param to where they are written
   * @return the name of the value that the node gives
   * @throws MalformedSourceException if the node is set to something that has no words
   */
  String translate(GraphNode node, Translation to);
}
