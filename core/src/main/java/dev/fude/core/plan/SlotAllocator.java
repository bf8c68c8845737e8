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

/**
 * Gives each stored value a place in memory, and the same memory to values that are never needed at
 * once.
 *
 * <p>A value lives from the step that stores it to the last that reads it. The largest values get
 * their places first: the lowest gap in a slot that nothing alive at the same time is in, or a new
 * slot. Later, smaller ones then lie beside each other in the slots of the large ones. An
 * elementwise step may write over an input that nobody reads after it: both are then one value that
 * lives longer. For a chain of layers this is the classic pair of buffers. Reference for the order:
 * Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", arXiv:2001.03288.
 */
final class SlotAllocator {
  /** Elements of a cache line, in which no two values meet. */
  private static final int LINE = 16;

  private final Graph graph;
  private final Map<String, Reading> readings;
  private final Map<String, Lifetime> lifetimes = new HashMap<>();
  private final List<Lifetime> placed = new ArrayList<>();
  private final List<Long> elements = new ArrayList<>();

  SlotAllocator(
      Graph graph, List<Node> steps, Map<String, Reading> readings, Map<String, Shape> shapes) {
    this.graph = graph;
    this.readings = readings;
    List<Lifetime> unplaced = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      Node node = steps.get(step);
      for (String base : bases(node)) {
        if (lifetimes.containsKey(base)) {
          lifetimes.get(base).last = step;
        }
      }
      if (!node.name().equals(graph.output())) {
        Lifetime lifetime = new Lifetime(shapes.get(node.name()).elements(), step);
        lifetimes.put(node.name(), lifetime);
        unplaced.add(lifetime);
      }
    }
    mergeElementwise(steps, shapes, unplaced);
    unplaced.sort(Comparator.comparingLong((Lifetime value) -> -value.size));
    unplaced.forEach(this::place);
  }

  /** The place of a stored value, of the input or of the output. */
  Place place(String value) {
    if (value.equals(graph.input())) {
      return Place.INPUT;
    }
    return value.equals(graph.output()) ? Place.OUTPUT : lifetimes.get(value).place;
  }

  /** Elements of each slot. */
  List<Long> elements() {
    return List.copyOf(elements);
  }

  private List<String> bases(Node node) {
    return node.inputs().subList(0, node.op().dataInputCount()).stream()
        .map(value -> readings.get(value).base())
        .distinct()
        .toList();
  }

  private void mergeElementwise(
      List<Node> steps, Map<String, Shape> shapes, List<Lifetime> unplaced) {
    for (int step = 0; step < steps.size(); step++) {
      Node node = steps.get(step);
      Lifetime result = lifetimes.get(node.name());
      if (result == null || !node.op().elementwise()) {
        continue;
      }
      Optional<Lifetime> overwritten = overwritten(node, step, shapes);
      if (overwritten.isPresent()) {
        overwritten.get().last = result.last;
        lifetimes.put(node.name(), overwritten.get());
        unplaced.remove(result);
      }
    }
  }

  private Optional<Lifetime> overwritten(Node node, int step, Map<String, Shape> shapes) {
    return bases(node).stream()
        .filter(base -> shapes.get(base).equals(shapes.get(node.name())))
        .map(lifetimes::get)
        .filter(lifetime -> lifetime != null && lifetime.last == step)
        .findFirst();
  }

  private void place(Lifetime value) {
    int slot = 0;
    long offset = -1;
    while (offset < 0 && slot < elements.size()) {
      offset = gap(value, slot);
      slot += offset < 0 ? 1 : 0;
    }
    if (offset < 0) {
      offset = 0;
      elements.add(value.size);
    }
    value.place = new Place(slot, offset);
    placed.add(value);
  }

  /** The lowest offset in a slot at which a value meets none that lives when it does, or -1. */
  private long gap(Lifetime value, int slot) {
    List<Lifetime> neighbours =
        placed.stream()
            .filter(other -> other.place.slot() == slot && other.meets(value))
            .sorted(Comparator.comparingLong(other -> other.place.offset()))
            .toList();
    long offset = 0;
    for (Lifetime neighbour : neighbours) {
      if (offset + value.size <= neighbour.place.offset()) {
        return offset;
      }
      offset = Math.max(offset, lines(neighbour.place.offset() + neighbour.size));
    }
    return offset + value.size <= elements.get(slot) ? offset : -1;
  }

  /** The next beginning of a line. */
  private static long lines(long offset) {
    return (offset + LINE - 1) / LINE * LINE;
  }

  /** The steps through which a value must be kept, and where it is. */
  private static final class Lifetime {
    private final long size;
    private final int first;
    private int last;
    private Place place;

    Lifetime(long size, int first) {
      this.size = size;
      this.first = first;
      this.last = first;
    }

    /** A step's result lives together with what the step reads. */
    boolean meets(Lifetime other) {
      return first <= other.last && other.first <= last;
    }
  }
}
