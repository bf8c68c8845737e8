package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.tensorflow.GraphNode;
import dev.fude.core.Quoted;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts nodes in order of computation, as the format does not promise any.
 *
 * <p>Each node is followed to what it reads, depth first, and listed after all of that. The way
 * back is kept in a list of our own, so that a long chain costs memory and not stack; every node
 * and every input is looked at once.
 */
final class GraphOrder {
  private final Map<String, GraphNode> nodes;
  private final Set<String> begun = new HashSet<>();
  private final Map<String, GraphNode> ordered = new LinkedHashMap<>();

  /** A node, and those of its inputs that have not been followed. */
  private record Visit(GraphNode node, Iterator<String> waiting) {}

  private GraphOrder(Map<String, GraphNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * Puts nodes behind what they read.
   *
   * @param nodes by name
   * @return the same nodes, each after those that it depends on
   * @throws MalformedSourceException if an input is no node, or nodes depend on one another in a
   *     circle
   */
  static Collection<GraphNode> of(Map<String, GraphNode> nodes) {
    GraphOrder order = new GraphOrder(nodes);
    nodes.values().forEach(order::follow);
    return order.ordered.values();
  }

  private void follow(GraphNode last) {
    Deque<Visit> path = new ArrayDeque<>();
    enter(last, path);
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.waiting().hasNext()) {
        enter(input(visit.waiting().next(), visit.node()), path);
      } else {
        ordered.put(visit.node().name(), visit.node());
        path.pop();
      }
    }
  }

  private void enter(GraphNode node, Deque<Visit> path) {
    if (ordered.containsKey(node.name())) {
      return;
    }
    if (!begun.add(node.name())) {
      throw new MalformedSourceException(
          "its node "
              + Quoted.name(node.name())
              + " depends on itself; loops are not followed, so export the generator alone");
    }
    List<String> dependencies = node.dependencies();
    path.push(new Visit(node, dependencies.iterator()));
  }

  private GraphNode input(String name, GraphNode reader) {
    GraphNode input = nodes.get(name);
    if (input == null) {
      throw new MalformedSourceException(
          String.format(
              "its node %s reads %s, which is not there; download it again",
              Quoted.name(reader.name()), Quoted.name(name)));
    }
    return input;
  }
}
