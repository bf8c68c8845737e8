package dev.fude.converter.importer;

import dev.fude.core.graph.Graph;
import dev.fude.core.weights.Weights;
import java.util.List;

/**
 * What was made of a foreign graph.
 *
 * @param graph the network in our ops
 * @param weights its tensors, called by node and role
 * @param notes what the user should know besides, one sentence each
 */
public record ImportedGraph(Graph graph, Weights weights, List<String> notes) {
  /** Makes the list unmodifiable. */
  public ImportedGraph {
    notes = List.copyOf(notes);
  }
}
