package dev.fude.converter.ncnn;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.TranslatedNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The graph that ncnn's layers make in ONNX's words. Pictures are (channels, rows, columns), one at
 * a time; a layer that splits a value only gives it several names.
 */
final class NcnnGraph {
  private static final long OPSET = 18;

  private final List<ForeignGraph.Input> inputs = new ArrayList<>();
  private final Map<String, String> values = new HashMap<>(); // what a name stands for
  private final Map<String, NeutralTensor> constants = new LinkedHashMap<>();
  private final List<TranslatedNode> nodes = new ArrayList<>();
  private final Set<String> read = new HashSet<>();

  private NcnnGraph() {}

  /**
   * Says layers in ONNX's words.
   *
   * @param layers the layers
   * @param numbers opens the file of their numbers, which is read if all layers are known
   * @return the graph; with unknown layers under their own names and without numbers if there are
   *     any
   * @throws MalformedSourceException if the two files do not fit each other
   */
  static ForeignGraph of(List<NcnnLayer> layers, Supplier<NcnnNumbers> numbers) {
    NcnnGraph graph = new NcnnGraph();
    if (layers.stream().allMatch(layer -> NcnnTranslation.knows(layer))) {
      NcnnNumbers all = numbers.get();
      NcnnTranslation translation = new NcnnTranslation(graph, all);
      layers.forEach(translation::add);
      all.requireEnd();
    } else {
      layers.forEach(graph::name);
    }
    List<String> outputs =
        layers.stream()
            .flatMap(layer -> layer.outputs().stream())
            .filter(name -> !graph.read.contains(name))
            .map(graph::value)
            .toList();
    return new ForeignGraph(OPSET, graph.inputs, outputs, graph.constants, graph.nodes);
  }

  private String value(String name) {
    return values.getOrDefault(name, name);
  }

  /** As it is, so that what is not known is refused by its name. */
  private void name(NcnnLayer layer) {
    read.addAll(layer.inputs());
    if (layer.kind().equals("Input")) {
      input(layer);
      return;
    }
    String operator = NcnnTranslation.knows(layer) ? "Identity" : "ncnn." + layer.kind();
    nodes.add(
        new TranslatedNode(operator, layer.label(), layer.inputs(), layer.outputs(), Map.of()));
  }

  void input(NcnnLayer layer) {
    inputs.add(new ForeignGraph.Input(output(layer), List.of()));
  }

  void read(NcnnLayer layer) {
    read.addAll(layer.inputs());
  }

  /** A layer that gives what it reads. */
  void pass(NcnnLayer layer) {
    layer.outputs().forEach(name -> values.put(name, operand(layer, 0)));
  }

  List<String> all(NcnnLayer layer) {
    return layer.inputs().stream().map(this::value).toList();
  }

  String operand(NcnnLayer layer, int index) {
    if (index >= layer.inputs().size()) {
      throw layer.refusal("lacks its input " + index + "; download it again");
    }
    return value(layer.inputs().get(index));
  }

  List<String> first(NcnnLayer layer) {
    return List.of(operand(layer, 0));
  }

  private static String output(NcnnLayer layer) {
    if (layer.outputs().isEmpty()) {
      throw layer.refusal("gives nothing; download it again");
    }
    return layer.outputs().get(0);
  }

  void give(NcnnLayer layer, String operator, List<String> operands, Map<String, Object> settings) {
    nodes.add(
        new TranslatedNode(operator, layer.label(), operands, List.of(output(layer)), settings));
  }

  String stored(NcnnLayer layer, String role, NeutralTensor tensor) {
    String name = output(layer) + " " + role; // names have no spaces
    constants.put(name, tensor);
    return name;
  }
}
