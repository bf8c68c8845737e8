package dev.fude.core.plan;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Gives each stored value a memory slot, and gives the slot on when the last reader has run.
 *
 * <p>Greedy, in order of the steps: a value takes the smallest free slot that holds it; else it
 * grows the largest free one; else it opens a new one. An elementwise step may write over an input
 * that nobody reads after it. For a chain of layers this is the classic pair of buffers; a skip
 * connection keeps a third alive.
 */
final class SlotAllocator {
  private final Graph graph;
  private final Map<String, View> views;
  private final Map<String, Integer> lastReader = new HashMap<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<Integer> elements = new ArrayList<>();
  private final TreeSet<Integer> free =
      new TreeSet<>(
          Comparator.<Integer, Integer>comparing(slot -> sizeOf(slot)).thenComparing(slot -> slot));

  SlotAllocator(Graph graph, List<Node> steps, Map<String, View> views, Map<String, Shape> shapes) {
    this.graph = graph;
    this.views = views;
    slots.put(graph.input(), Plan.INPUT);
    findLastReaders(steps);
    for (int step = 0; step < steps.size(); step++) {
      allocate(step, steps.get(step), shapes);
    }
  }

  /** The slot of a stored value, of the input or of the output. */
  int slot(String value) {
    return slots.get(value);
  }

  /** Elements of each slot. */
  List<Integer> elements() {
    return List.copyOf(elements);
  }

  private int sizeOf(int slot) {
    return elements.get(slot);
  }

  private List<String> bases(Node node) {
    return node.inputs().subList(0, node.op().dataInputCount()).stream()
        .map(value -> views.get(value).base())
        .distinct()
        .toList();
  }

  private void findLastReaders(List<Node> steps) {
    for (int step = 0; step < steps.size(); step++) {
      for (String base : bases(steps.get(step))) {
        lastReader.put(base, step);
      }
    }
  }

  private void allocate(int step, Node node, Map<String, Shape> shapes) {
    List<String> dying =
        bases(node).stream()
            .filter(base -> lastReader.get(base) == step && slots.get(base) >= 0)
            .toList();
    if (node.name().equals(graph.output())) {
      slots.put(node.name(), Plan.OUTPUT);
      return;
    }
    Optional<String> overwritten =
        dying.stream()
            .filter(base -> node.op().elementwise())
            .filter(base -> shapes.get(base).equals(shapes.get(node.name())))
            .findFirst();
    slots.put(
        node.name(),
        overwritten.map(slots::get).orElseGet(() -> take(shapes.get(node.name()).elements())));
    dying.stream()
        .filter(base -> overwritten.isEmpty() || !base.equals(overwritten.get()))
        .forEach(base -> free.add(slots.get(base)));
  }

  private int take(int needed) {
    if (free.isEmpty()) {
      elements.add(needed);
      return elements.size() - 1;
    }
    int slot =
        free.stream()
            .filter(candidate -> sizeOf(candidate) >= needed)
            .findFirst()
            .orElse(free.last());
    free.remove(slot);
    elements.set(slot, Math.max(needed, sizeOf(slot)));
    return slot;
  }
}
