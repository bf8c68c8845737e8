package dev.fude.converter.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts nodes in order of computation. The format promises that order, but tools that convert to
 * float16 append their casts to the end, and engines do not mind.
 *
 * <p>Nodes in order stay as they are; one that stands too late is moved before its first reader.
 * The way back is kept in a list of our own, so that a long chain costs memory and not stack.
 */
final class OnnxOrder {
  private final Map<String, OnnxNode> givers = new HashMap<>(); // by value
  private final Set<OnnxNode> begun = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<OnnxNode> ordered = new ArrayList<>();

  /** A node, and those of the values it reads that have not been followed. */
  private record Visit(OnnxNode node, Iterator<String> waiting) {}

  private OnnxOrder(List<OnnxNode> nodes) {
    for (OnnxNode node : nodes) {
      node.outputs().stream()
          .filter(name -> !name.isEmpty())
          .forEach(name -> givers.putIfAbsent(name, node));
    }
  }

  /**
   * Puts nodes behind what they read.
   *
   * @param nodes in the file's order
   * @return the same nodes; those that depend on one another in a circle, or read what nothing
   *     gives, are still not in order
   */
  static List<OnnxNode> of(List<OnnxNode> nodes) {
    OnnxOrder order = new OnnxOrder(nodes);
    nodes.forEach(order::follow);
    return order.ordered;
  }

  private void follow(OnnxNode last) {
    Deque<Visit> path = new ArrayDeque<>();
    enter(last, path);
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.waiting().hasNext()) {
        OnnxNode giver = givers.get(visit.waiting().next());
        if (giver != null) {
          enter(giver, path);
        }
      } else {
        ordered.add(visit.node());
        path.pop();
      }
    }
  }

  private void enter(OnnxNode node, Deque<Visit> path) {
    if (begun.add(node)) {
      path.push(new Visit(node, node.inputs().iterator()));
    }
  }
}
