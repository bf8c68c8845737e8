package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.model.generator.AnimeGanV2;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The different layers of the AnimeGANv2 generator, each at its own resolution. */
final class NetworkLayers {
  private static final double EPS = 1e-5;

  private NetworkLayers() {}

  static List<OpCase> at(int height, int width) {
    Set<OpCase> layers = new LinkedHashSet<>();
    for (ResizeRule rule : ResizeRule.values()) {
      Graph graph = AnimeGanV2.graph(rule, EPS).expanded();
      Map<String, Shape> shapes = graph.inferShapes(Shape.nhwc(1, height, width, 3));
      for (Node node : graph.nodes()) {
        layers.add(new OpCase(node.op(), shapes.get(node.inputs().get(0)), ValueRange.UNIT));
      }
    }
    return List.copyOf(layers);
  }
}
