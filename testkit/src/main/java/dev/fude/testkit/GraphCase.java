package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;

/**
 * A graph to run on a given input: trained tensors and input follow from the name, which is the
 * seed.
 *
 * @param name unique in the catalogue
 * @param graph the graph
 * @param input shape of the input, (batch, height, width, channels)
 * @param range what kind of numbers the input holds
 */
public record GraphCase(String name, Graph graph, Shape input, ValueRange range) {
  /**
   * The seed of all the case's numbers.
   *
   * @return a number that follows from the name
   */
  public long seed() {
    return name.hashCode();
  }

  /**
   * The trained tensors.
   *
   * @return fresh tensors, the same numbers each time
   */
  public Weights weights() {
    return SeededTensors.weights(graph, seed());
  }

  /**
   * The input.
   *
   * @return a fresh tensor, the same numbers each time
   */
  public Tensor inputTensor() {
    return SeededTensors.values(input, range, ~seed());
  }

  /**
   * The work of one run.
   *
   * @return multiply-adds
   */
  public long multiplyAdds() {
    var shapes = graph.inferShapes(input);
    return graph.nodes().stream()
        .mapToLong(node -> node.op().multiplyAdds(node.inputs().stream().map(shapes::get).toList()))
        .sum();
  }

  /** The name and the seed. */
  @Override
  public String toString() {
    return name + " (seed " + seed() + ")";
  }
}
