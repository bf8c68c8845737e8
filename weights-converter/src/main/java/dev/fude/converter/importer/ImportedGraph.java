package dev.fude.converter.importer;

import dev.fude.core.graph.Graph;
import dev.fude.core.weights.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was made of a foreign graph.
 *
 * @param graph the network in our ops
 * @param weights its tensors, called by node and role
 * @param outputs the names of the graph's outputs by those that the foreign graph has for them, in
 *     its order
 * @param ofBytes whether the picture that it takes is said to be of levels from 0 to 255
 * @param sideMultiple what must divide the sides of a picture, beside what the graph's shapes want,
 *     as the foreign graph padded it to that; 1 if it did not
 * @param notes what the user should know besides, one sentence each
 */
public record ImportedGraph(
    Graph graph,
    Weights weights,
    Map<String, String> outputs,
    boolean ofBytes,
    int sideMultiple,
    List<String> notes) {
  /** Makes map and list unmodifiable. */
  public ImportedGraph {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    notes = List.copyOf(notes);
  }
}
