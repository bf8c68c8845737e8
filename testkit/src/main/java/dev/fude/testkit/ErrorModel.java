package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.Map;

/**
 * How far float32 arithmetic may stray from the specification, derived from the lengths of the sums
 * and the magnitudes in them, never tuned.
 *
 * <p>Each rounding is off by at most u = 2^-24 of the rounded number, to either side. A sum of K
 * products of numbers up to a and b rounds K times, and its partial sum after k terms is a random
 * walk of k steps of at most ab, so near ab sqrt(k). The variance of the error is then at most the
 * sum over k of (u ab)^2 k / 3, which is (u ab K)^2 / 6: the error grows with K, half as fast (in
 * powers of K) as the worst case K^2 u ab / 2, which no order of summation ever meets [1]. What
 * comes in with an error of its own passes it on as independent errors add. An element may be six
 * standard deviations off, which one correct element in a thousand million is.
 *
 * <p>Where a value is a few roundings away from exact and no sum is involved, six deviations are
 * the plain worst case. Ops that float32 computes exactly from exact inputs have no tolerance. The
 * rule of each op stands with its cases, {@link CasesOf#error}.
 *
 * <p>[1] N. J. Higham, T. Mary: A New Approach to Probabilistic Rounding Error Analysis. SIAM J.
 * Sci. Comput. 41(5), 2019.
 */
final class ErrorModel {
  /** u: the most that a rounding changes a number of magnitude 1. */
  static final double UNIT = 0x1p-24;

  private static final double DEVIATIONS = 6;

  private final Graph graph;
  private final Map<String, Double> errors = new HashMap<>(); // one standard deviation, by value

  /**
   * The model of one run.
   *
   * @param graph a graph without composite ops
   * @param weights its trained tensors
   * @param values the right value of its input and of every node
   * @param algorithms how nodes are computed where there is a choice, as a plan tells it; a node
   *     that is not there is computed by its formula
   */
  ErrorModel(
      Graph graph, Weights weights, Map<String, Tensor> values, Map<String, Algorithm> algorithms) {
    this.graph = graph;
    errors.put(graph.input(), 0.0);
    for (Node node : graph.nodes()) {
      Algorithm algorithm = algorithms.getOrDefault(node.name(), Algorithm.DIRECT);
      ComputedNode computed = new ComputedNode(node, weights, values, errors, algorithm);
      errors.put(node.name(), OpCases.of(node.op()).error(node.op(), computed));
    }
  }

  /** The most that an element of the output may be off. */
  double tolerance() {
    return DEVIATIONS * errors.get(graph.output());
  }

  /** The deviation whose {@link #DEVIATIONS} are a bound that cannot be passed. */
  static double worstCase(double bound) {
    return bound / DEVIATIONS;
  }

  /** The largest finite magnitude in a tensor. */
  static double peak(Tensor tensor) {
    double peak = 0;
    for (float value : tensor.data()) {
      if (Float.isFinite(value)) {
        peak = Math.max(peak, Math.abs(value));
      }
    }
    return peak;
  }
}
