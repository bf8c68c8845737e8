package dev.fude.converter.pass;

import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.TrainedTensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names by which a network's tensors are known: its own and the original's in TensorFlow,
 * either with dots or with slashes between their parts, as people rewrite them between frameworks.
 */
final class KnownNames {
  private final Map<String, TrainedTensor> tensors = new HashMap<>(); // by name, with dots

  /**
   * The names of a network's tensors.
   *
   * @param table its layers
   */
  KnownNames(LayerTable table) {
    for (TrainedTensor tensor : table.tensors().values()) {
      tensors.put(dotted(tensor.name()), tensor);
      tensors.put(dotted(tensor.tensorFlowName()), tensor);
    }
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }

  /** The tensor that a name means, if it is known. */
  Optional<TrainedTensor> find(String name) {
    return Optional.ofNullable(tensors.get(dotted(name)));
  }

  boolean has(String name) {
    return find(name).isPresent();
  }
}
