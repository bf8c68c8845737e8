package dev.fude.model.generator;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network as files of trained tensors see it: layer after layer, each a convolution with all that
 * is trained up to the next one.
 *
 * @param network the network's name
 * @param layers its layers in order of computation
 */
public record LayerTable(String network, List<Layer> layers) {
  /** Makes the list unmodifiable. */
  public LayerTable {
    layers = List.copyOf(layers);
  }

  /**
   * The table of a hand-written network.
   *
   * @param generator the network
   * @return its layers; settings change none of them
   */
  public static LayerTable of(Generator generator) {
    Settings any = generator.defaults().values().iterator().next().settings();
    Graph graph = generator.graph(any);
    return new LayerTable(generator.name(), layers(graph, generator.tensorFlowNames()));
  }

  private static List<Layer> layers(Graph graph, Map<String, String> tensorFlowNames) {
    Map<String, Shape> shapes = graph.parameterShapes();
    List<List<TrainedTensor>> layers = new ArrayList<>();
    for (Node node : graph.expanded().nodes()) {
      if (isConvolution(node.op())) {
        layers.add(new ArrayList<>());
      }
      node.parameters()
          .forEach(
              (role, name) ->
                  layers
                      .get(layers.size() - 1)
                      .add(
                          new TrainedTensor(
                              roleOf(node, role),
                              name,
                              tensorFlowNames.getOrDefault(name, name),
                              shapes.get(name))));
    }
    return layers.stream().map(Layer::new).toList();
  }

  private static boolean isConvolution(Op op) {
    return op instanceof Conv2d || op instanceof DepthwiseConv2d || op instanceof ConvTranspose2d;
  }

  private static Role roleOf(Node node, String parameter) {
    if (node.op() instanceof Normalization) {
      return parameter.equals(Parameter.GAMMA) ? Role.GAMMA : Role.BETA;
    }
    if (parameter.equals(Parameter.BIAS)) {
      return Role.BIAS;
    }
    return node.op() instanceof DepthwiseConv2d ? Role.DEPTHWISE_KERNEL : Role.KERNEL;
  }

  /**
   * All tensors.
   *
   * @return by their names in converted files, in order of computation
   */
  public Map<String, TrainedTensor> tensors() {
    return layers.stream()
        .flatMap(layer -> layer.tensors().stream())
        .collect(
            Collectors.collectingAndThen(
                Collectors.toMap(
                    TrainedTensor::name, tensor -> tensor, (a, b) -> a, LinkedHashMap::new),
                Collections::unmodifiableMap));
  }
}
