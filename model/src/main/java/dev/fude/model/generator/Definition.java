package dev.fude.model.generator;

import dev.fude.core.graph.Graph;

/**
 * A hand-written network with its settings: a graph in a few words, which is what files of trained
 * tensors hold instead of one.
 *
 * @param generator the network
 * @param settings what changes it beside its tensors
 */
public record Definition(Generator generator, Settings settings) {
  /**
   * What is defined.
   *
   * @return the graph
   * @throws dev.fude.core.weights.InvalidWeightsException if a setting is missing or makes no sense
   */
  public Graph graph() {
    return generator.graph(settings);
  }
}
