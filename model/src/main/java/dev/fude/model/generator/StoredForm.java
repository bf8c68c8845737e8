package dev.fude.model.generator;

import dev.fude.core.tensor.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How files keep the tensors of a network that is written down by hand: as its graph has them, or
 * as the program that trained it has them.
 *
 * @param table the tensors that such a file holds
 * @param toGraph what makes the graph's tensors of them, in order of computation
 */
public record StoredForm(LayerTable table, UnaryOperator<Map<String, Tensor>> toGraph) {
  /**
   * The form of model files, and of most others.
   *
   * @param generator the network
   * @return its graph's tensors, one by one
   */
  public static StoredForm ofGraph(Generator generator) {
    return new StoredForm(LayerTable.of(generator), UnaryOperator.identity());
  }
}
