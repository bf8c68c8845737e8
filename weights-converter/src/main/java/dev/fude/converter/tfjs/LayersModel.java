package dev.fude.converter.tfjs;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What TensorFlow.js calls a layers model, a network of Keras' layers that read one another ({@code
 * Functional}, formerly {@code Model}) or a sequence of them. {@link LayerTranslation} says the
 * layers in ONNX's words.
 *
 * <p>Source: Keras' {@code Model.get_config} and the layers' own, as TensorFlow.js' {@code
 * tfjs-layers} reads them.
 */
final class LayersModel {
  private static final Set<String> NETWORKS = Set.of("Functional", "Model", "Sequential");
  private static final String SEQUENCE = "Sequential";

  /** Many times those of the largest known. */
  private static final int MOST_LAYERS = 2_000;

  private final LayerTranslation translation;

  private LayersModel(Map<String, NeutralTensor> weights) {
    this.translation = new LayerTranslation(weights);
  }

  /**
   * Says a layers model in ONNX's words.
   *
   * @param topology what stands under {@code modelTopology}
   * @param weights the numbers by name
   * @return the graph
   * @throws MalformedSourceException if a layer is not known, or set to something that has no
   *     words; the message names it and its place
   */
  static ForeignGraph graph(Json topology, Map<String, NeutralTensor> weights) {
    // Keras' converter puts the model into an object, TensorFlow.js itself does not.
    Json model = topology.find("model_config").orElse(topology);
    String kind = model.get("class_name").text();
    if (!NETWORKS.contains(kind)) {
      throw new MalformedSourceException(
          "it is a layers model of class "
              + Quoted.name(kind)
              + ", which is not read; "
              + LayerTranslation.AS_GRAPH);
    }
    LayersModel graph = new LayersModel(weights);
    String output =
        kind.equals(SEQUENCE)
            ? graph.sequence(model.get("config"))
            : graph.network(model.get("config"));
    return graph.translation.graph(output);
  }

  private static List<KerasLayer> layers(Json layers) {
    List<Json> all = layers.elements();
    if (all.isEmpty() || all.size() > MOST_LAYERS) {
      throw new MalformedSourceException(
          String.format(
              "it has %d layers where 1 to %d are read; convert another network",
              all.size(), MOST_LAYERS));
    }
    List<KerasLayer> read = new ArrayList<>();
    for (Json layer : all) {
      read.add(KerasLayer.read(layer, read.size() + 1 + " of " + all.size()));
    }
    return read;
  }

  private String network(Json config) {
    layers(config.get("layers")).forEach(layer -> translation.add(layer, layer.inputs()));
    List<Json> outputs = config.get("output_layers").elements();
    if (!outputs.isEmpty() && outputs.get(0).isText()) { // newer files: the only one by itself
      outputs = List.of(config.get("output_layers"));
    }
    if (outputs.size() != 1) {
      throw new MalformedSourceException(
          String.format(
              "it gives %d values, and only networks that give one picture are imported; save it"
                  + " with one output",
              outputs.size()));
    }
    String output = outputs.get(0).elements().stream().findFirst().map(Json::text).orElse("");
    if (!translation.gives(output)) {
      throw new MalformedSourceException(
          "its output " + Quoted.name(output) + " is none of its layers; download it again");
    }
    return output;
  }

  /** Older files have the layers alone; the first may tell what it reads. */
  private String sequence(Json config) {
    List<KerasLayer> layers = layers(config.isList() ? config : config.get("layers"));
    String before = "";
    for (KerasLayer layer : layers) {
      if (before.isEmpty() && !layer.kind().equals(LayerTranslation.INPUT)) {
        before = layer.name() + "_input";
        translation.input(layer, before);
      }
      translation.add(layer, before.isEmpty() ? List.of() : List.of(before));
      before = layer.name();
    }
    return before;
  }
}
