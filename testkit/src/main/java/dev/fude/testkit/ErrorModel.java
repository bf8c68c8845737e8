package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Tanh;
import dev.fude.core.tensor.Shape;
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
 * the plain worst case. Ops that float32 computes exactly from exact inputs have no tolerance.
 *
 * <p>[1] N. J. Higham, T. Mary: A New Approach to Probabilistic Rounding Error Analysis. SIAM J.
 * Sci. Comput. 41(5), 2019.
 */
final class ErrorModel {
  private static final double UNIT = 0x1p-24;
  private static final double DEVIATIONS = 6;

  private final Graph graph;
  private final Weights weights;
  private final Map<String, Tensor> values;
  private final Map<String, String> algorithms;
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
      Graph graph, Weights weights, Map<String, Tensor> values, Map<String, String> algorithms) {
    this.graph = graph;
    this.weights = weights;
    this.values = values;
    this.algorithms = algorithms;
    errors.put(graph.input(), 0.0);
    for (Node node : graph.nodes()) {
      errors.put(node.name(), error(node));
    }
  }

  /** The most that an element of the output may be off. */
  double tolerance() {
    return DEVIATIONS * errors.get(graph.output());
  }

  private double error(Node node) {
    double before = errors.get(node.inputs().get(0));
    double peakIn = peak(values.get(node.inputs().get(0)));
    double peakOut = peak(values.get(node.name()));
    if (node.op() instanceof Conv2d || node.op() instanceof DepthwiseConv2d) {
      return convolution(node, before, peakIn, peakOut);
    }
    if (node.op() instanceof Normalization norm) {
      return norm(node, norm, before, peakIn, peakOut);
    }
    if (node.op() instanceof ResizeBilinear) {
      // Three interpolations: a difference, a rounded fraction, a product and a sum each, of which
      // the roundings below the normal floats are absolute.
      return before + worstCase(12 * (UNIT * peakIn + Float.MIN_VALUE));
    }
    if (node.op() instanceof Tanh) {
      // Four units in the last place, which is twice u for numbers just above a power of two.
      return before + worstCase(4 * 2 * UNIT * peakOut + Float.MIN_VALUE);
    }
    if (node.op() instanceof Add) {
      double both = before + errors.get(node.inputs().get(1));
      return both == 0 ? 0 : both + worstCase(UNIT * peakOut);
    }
    if (node.op() instanceof LeakyRelu) {
      return before == 0 ? 0 : before + worstCase(UNIT * peakIn);
    }
    if (node.op() instanceof PRelu) {
      double slope = Math.max(1, peak(trained(node, Parameter.SLOPE)));
      return before == 0 ? 0 : slope * before + worstCase(UNIT * slope * peakIn);
    }
    if (node.op() instanceof ScaleShift) {
      // Rounded once, as the specification is, though perhaps to the other side.
      double rounding = 2 * UNIT * peakOut + Float.MIN_VALUE;
      return peak(trained(node, Parameter.SCALE)) * before + worstCase(rounding);
    }
    return before;
  }

  private double convolution(Node node, double before, double peakIn, double peakOut) {
    Tensor weight = trained(node, Parameter.WEIGHT);
    Shape shape = weight.shape();
    double products = (double) shape.extent(1) * shape.extent(2) * shape.extent(3);
    double largest = peak(weight);
    boolean winograd =
        algorithms.getOrDefault(node.name(), "").startsWith(WinogradGrowth.ALGORITHM);
    double deviation = winograd ? WinogradGrowth.deviation(shape) : products / Math.sqrt(6);
    double rounding = UNIT * deviation * peakIn * largest;
    double inherited = Math.sqrt(products) * largest * before;
    // Bias and result are rounded once more each; below the normal floats each rounding is
    // absolute.
    double absolute = winograd ? WinogradGrowth.absolute(shape, largest) : products;
    double last = worstCase(2 * UNIT * peakOut + absolute * Float.MIN_VALUE);
    return Math.hypot(rounding, inherited) + last;
  }

  /**
   * {@code in * scale + shift} in float rounds the two large numbers that cancel: twice the
   * product's u, and once that of the shift. An error in the input enters by itself and through the
   * moments, where it weighs no more than by itself.
   */
  private double norm(Node node, Normalization norm, double before, double peakIn, double peakOut) {
    double gamma = peak(trained(node, Parameter.GAMMA));
    double scale = gamma / Moments.leastDeviation(values.get(node.inputs().get(0)), norm);
    double rounding = 3 * UNIT * peakIn * scale + 2 * UNIT * peakOut;
    return 2 * scale * before + worstCase(rounding);
  }

  private Tensor trained(Node node, String role) {
    return weights.tensor(node.parameters().get(role));
  }

  private static double worstCase(double bound) {
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
