package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Tensors of random numbers that a seed tells again. */
public final class SeededTensors {
  private static final int ONE_RARE_NUMBER_IN = 150;

  private SeededTensors() {}

  /**
   * Evenly distributed numbers.
   *
   * @param shape the tensor's shape
   * @param low the least number
   * @param high the greatest number
   * @param seed the seed
   * @return a fresh tensor
   */
  public static Tensor uniform(Shape shape, float low, float high, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) (low + random.nextDouble() * ((double) high - low));
    }
    return tensor;
  }

  /**
   * Numbers of one kind, with the kind's rare numbers scattered among them.
   *
   * @param shape the tensor's shape
   * @param range the kind
   * @param seed the seed
   * @return a fresh tensor
   */
  public static Tensor values(Shape shape, ValueRange range, long seed) {
    Tensor tensor = uniform(shape, range.low(), range.high(), seed);
    float[] data = tensor.data();
    SplittableRandom random = new SplittableRandom(~seed);
    if (data.length > 0) {
      for (int i = 0; i <= data.length / ONE_RARE_NUMBER_IN; i++) {
        for (float rare : range.rare()) {
          data[random.nextInt(data.length)] = rare;
        }
      }
    }
    return tensor;
  }

  /**
   * Trained tensors, so to speak, for a graph. Convolution weights are as large as keeps a
   * network's activations near 1; gammas are from 0.5 to 1.5; biases and betas from -0.5 to 0.5.
   *
   * @param graph the graph
   * @param seed the seed
   * @return every tensor that the graph needs
   */
  public static Weights weights(Graph graph, long seed) {
    Map<String, Shape> shapes = graph.parameterShapes();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      node.parameters()
          .forEach(
              (role, name) ->
                  tensors.put(name, parameter(role, shapes.get(name), seed + tensors.size())));
    }
    return new Weights(Map.of(), tensors);
  }

  private static Tensor parameter(String role, Shape shape, long seed) {
    if (role.endsWith("gamma")) {
      return uniform(shape, 0.5f, 1.5f, seed);
    }
    if (shape.rank() == 1) {
      return uniform(shape, -0.5f, 0.5f, seed);
    }
    int products = shape.extent(1) * shape.extent(2) * shape.extent(3);
    // The variance of an even distribution over [-a, a] is a^2 / 3.
    float bound = (float) Math.sqrt(3.0 / products);
    return uniform(shape, -bound, bound, seed);
  }
}
