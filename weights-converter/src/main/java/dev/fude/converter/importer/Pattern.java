package dev.fude.converter.importer;

import java.util.Optional;
import java.util.Set;

/**
 * Knows what a few operators of ONNX make of the values that they read. A new one is a class like
 * {@link Activations} and a line in {@link Patterns}.
 */
interface Pattern {
  /** The operators that it knows. */
  Set<String> operators();

  /**
   * What a node gives.
   *
   * @param call the node with the values that it reads
   * @return the value of its first output, or {@link Parts} with one for each; empty if it needs
   *     something that stands further on in the graph, in which case it is asked again later
   * @throws NotImportableException if it does something that Fude has no op for
   */
  Optional<Value> apply(Call call);
}
