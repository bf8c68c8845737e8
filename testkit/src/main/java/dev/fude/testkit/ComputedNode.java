package dev.fude.testkit;

import dev.fude.core.graph.Node;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.Map;

/**
 * One node of a run, for the rules of {@link ErrorModel}.
 *
 * @param node the node
 * @param weights the graph's trained tensors
 * @param values the right values, by name
 * @param errors one standard deviation of each value before the node, by name
 * @param algorithm how the node is computed; by its formula where there is no choice
 */
record ComputedNode(
    Node node,
    Weights weights,
    Map<String, Tensor> values,
    Map<String, Double> errors,
    Algorithm algorithm) {

  /** The first input. */
  Tensor input() {
    return input(0);
  }

  /** An input. */
  Tensor input(int index) {
    return values.get(node.inputs().get(index));
  }

  /** One standard deviation of the first input. */
  double errorIn() {
    return errorIn(0);
  }

  /** One standard deviation of an input. */
  double errorIn(int index) {
    return errors.get(node.inputs().get(index));
  }

  /** The largest finite magnitude in the first input. */
  double peakIn() {
    return peakIn(0);
  }

  /** The largest finite magnitude in an input. */
  double peakIn(int index) {
    return ErrorModel.peak(values.get(node.inputs().get(index)));
  }

  /** The least magnitude in an input. */
  double leastIn(int index) {
    double least = Double.POSITIVE_INFINITY;
    for (float value : values.get(node.inputs().get(index)).data()) {
      least = Math.min(least, Math.abs(value));
    }
    return least;
  }

  /** The largest finite magnitude in the output. */
  double peakOut() {
    return ErrorModel.peak(values.get(node.name()));
  }

  /** The trained tensor in a role. */
  Tensor parameter(String role) {
    return weights.tensor(node.parameters().get(role));
  }
}
