package dev.fude.converter.importer;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.ForeignNode;
import dev.fude.converter.neutral.MalformedSourceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a graph its outputs need.
 *
 * @param nodes the nodes, in the graph's order
 * @param readers how many of them read each value, and outputs are it
 */
record NeededNodes(List<ForeignNode> nodes, Map<String, Integer> readers) {
  /** Thirty times the nodes of the largest known export. */
  private static final int MOST_NODES = 20_000;

  /**
   * Goes through a graph from its outputs to its input.
   *
   * @throws MalformedSourceException if it is far too large
   */
  static NeededNodes of(ForeignGraph graph) {
    Map<String, Integer> readers = new HashMap<>();
    Set<String> wanted = new HashSet<>();
    for (String output : graph.outputs()) {
      wanted.add(output);
      readers.merge(output, 1, Integer::sum);
    }
    List<ForeignNode> needed = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      ForeignNode node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(wanted::contains)) {
        needed.add(node);
        for (String input : node.inputs()) {
          wanted.add(input);
          // Who asks for a picture's size alone leaves its pixels to others.
          readers.merge(input, node.operator().equals("Shape") ? 0 : 1, Integer::sum);
        }
      }
      if (needed.size() > MOST_NODES) {
        throw new MalformedSourceException(
            "its graph has more than "
                + MOST_NODES
                + " nodes, far more than any network of pictures; convert another export of it");
      }
    }
    Collections.reverse(needed);
    return new NeededNodes(needed, readers);
  }

  /** How many want a value. */
  int readersOf(String value) {
    return readers.getOrDefault(value, 0);
  }
}
