package dev.fude.model.generator;

import dev.fude.core.graph.Graph;
import java.util.List;
import java.util.Map;

/**
 * A network that is written down by hand, because people publish trained tensors for it without a
 * graph: what builds its graph, and what its publishers call things.
 */
public interface Generator {
  /**
   * The network's name in model files.
   *
   * @return one lower-case word, such as {@code animeganv2}
   */
  String name();

  /**
   * The network.
   *
   * @param settings what changes it beside its tensors
   * @return its graph
   * @throws dev.fude.core.weights.InvalidWeightsException if a setting is missing or makes no sense
   */
  Graph graph(Settings settings);

  /**
   * The order of the channels of its pictures.
   *
   * @return true for blue, green, red; false for red first, as most networks have it
   */
  default boolean isBlueFirst() {
    return false;
  }

  /**
   * What the network's authors call its tensors, where that differs from the graph's names.
   *
   * @return names in the TensorFlow original by names in the graph
   */
  Map<String, String> tensorFlowNames();

  /**
   * How files keep its tensors.
   *
   * @return the form of model files first
   */
  default List<StoredForm> storedForms() {
    return List.of(StoredForm.ofGraph(this));
  }

  /**
   * The settings of files that tell none.
   *
   * @return by the framework that a file comes from; all that a reader knows. A network that has no
   *     use for a setting, or a number of its own, has none of it here
   */
  Map<Framework, Defaults> defaults();

  /**
   * The notice that the published tensors are under.
   *
   * @return one or two sentences
   */
  String license();

  /**
   * What published styles are called.
   *
   * @return their names as they occur in file names, longer ones first
   */
  List<String> styles();

  /**
   * Settings, and who computes so.
   *
   * @param settings all that the network needs
   * @param origin for reports, such as {@code the PyTorch port's default}
   */
  record Defaults(Settings settings, String origin) {}
}
