package dev.fude.model.generator;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Tensors that nobody trained, for measuring: an engine's speed does not depend on the values, as
 * long as nothing overflows or vanishes on the way. Convolutions are scaled by the number of
 * products they sum, so that activations keep their size; norms and scales change nothing.
 */
public final class UntrainedWeights {
  private UntrainedWeights() {}

  /**
   * Draws a network's tensors.
   *
   * @param graph the network
   * @param seed the same seed gives the same tensors
   * @return every tensor that the graph needs
   */
  public static Weights of(Graph graph, long seed) {
    Random random = new Random(seed);
    Map<String, Shape> shapes = graph.parameterShapes();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      node.parameters()
          .forEach((role, name) -> tensors.put(name, tensor(role, shapes.get(name), random)));
    }
    return new Weights(Map.of(), tensors);
  }

  private static Tensor tensor(String role, Shape shape, Random random) {
    float[] values = new float[shape.arrayLength()];
    double scale = shape.rank() == 4 ? Math.sqrt(2.0 * shape.extent(0) / shape.elements()) : 0;
    boolean factor = role.endsWith(Parameter.GAMMA) || role.equals(Parameter.SCALE);
    double offset = factor ? 1 : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (offset + scale * random.nextGaussian());
    }
    return Tensor.of(shape, values);
  }
}
