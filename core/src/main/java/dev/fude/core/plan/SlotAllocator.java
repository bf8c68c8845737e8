package dev.fude.core.plan;

import dev.fude.core.graph.Node;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives each stored value a place in memory, and the same memory to values that are never needed at
 * once.
 *
 * <p>A value lives from the step that stores it to the last that reads it. The largest values get
 * their places first: the lowest gap in a slot that nothing alive at the same time is in, or a new
 * slot. Later, smaller ones then lie beside each other in the slots of the large ones. For a chain
 * of layers this is the classic pair of buffers. Reference for the order: Pisarchyk and Lee,
 * "Efficient Memory Management for Deep Neural Net Inference", arXiv:2001.03288.
 *
 * <p>A step may write over an input that nobody reads after it: an elementwise one always, another
 * if its kernel {@linkplain Capabilities#overwriting knows how} and the planner wants it. Both
 * values then are phases of one {@link Block}.
 */
final class SlotAllocator {
  /** Elements of a cache line, in which no two values meet. */
  private static final int LINE = 16;

  private final Map<String, Place> elsewhere; // by value
  private final Map<String, Reading> readings;
  private final Map<String, Shape> shapes;
  private final Map<String, Phase> phases = new LinkedHashMap<>(); // by value
  private final Map<String, Phase> margins = new HashMap<>(); // by step
  private final List<Block> placed = new ArrayList<>();
  private final List<Long> elements = new ArrayList<>();

  /**
   * Places all values.
   *
   * @param elsewhere the places of values that are in no slot
   * @param steps the nodes that are computed, in order
   * @param readings how each value of the graph is read
   * @param shapes the shape of each
   * @param overwriting which steps write over their input
   */
  SlotAllocator(
      Map<String, Place> elsewhere,
      List<Node> steps,
      Map<String, Reading> readings,
      Map<String, Shape> shapes,
      Overwriting overwriting) {
    this.elsewhere = elsewhere;
    this.readings = readings;
    this.shapes = shapes;
    findLives(steps);
    for (int step = 0; step < steps.size(); step++) {
      writeOver(steps.get(step), step, overwriting);
    }
    List<Block> blocks =
        new ArrayList<>(phases.values().stream().map(phase -> phase.block).distinct().toList());
    margins.values().forEach(margin -> blocks.add(margin.block));
    blocks.sort(Comparator.comparingLong((Block block) -> -block.size()));
    blocks.forEach(this::place);
  }

  /** What the planner lets write over its input. */
  @FunctionalInterface
  interface Overwriting {
    /**
     * Asks for one step.
     *
     * @param node the step's node
     * @param pitch elements between the rows of its input
     * @return elements of memory that it takes beside, or empty if it stores its result elsewhere
     */
    OptionalLong margins(Node node, long pitch);
  }

  /** The place of a step's result, or of the input. */
  Place place(String value) {
    Place outside = elsewhere.get(value);
    return outside == null ? phases.get(value).place() : outside;
  }

  /** The place of what a step that writes over its input needs beside it. */
  Optional<Place> margins(String step) {
    return Optional.ofNullable(margins.get(step)).map(Phase::place);
  }

  /** Elements of each slot. */
  List<Long> elements() {
    return List.copyOf(elements);
  }

  /** Elements of all slots together. */
  long total() {
    return elements.stream().mapToLong(Long::longValue).sum();
  }

  private void findLives(List<Node> steps) {
    for (int step = 0; step < steps.size(); step++) {
      Node node = steps.get(step);
      for (String base : bases(node)) {
        if (phases.containsKey(base)) {
          phases.get(base).last = step;
        }
      }
      if (!elsewhere.containsKey(node.name())) {
        phases.put(node.name(), new Phase(shapes.get(node.name()).elements(), step));
      }
    }
  }

  private List<String> bases(Node node) {
    return node.inputs().subList(0, node.op().dataInputCount()).stream()
        .map(value -> readings.get(value).base())
        .distinct()
        .toList();
  }

  private void writeOver(Node node, int step, Overwriting overwriting) {
    Phase result = phases.get(node.name());
    if (result == null) {
      return;
    }
    if (node.op().elementwise()) {
      bases(node).stream()
          .filter(base -> shapes.get(base).equals(shapes.get(node.name())))
          .map(phases::get)
          .filter(input -> input != null && input.last == step && input.pitch == 0)
          .findFirst()
          .ifPresent(input -> input.block.add(result));
      return;
    }
    Phase input = phases.get(bases(node).get(0));
    if (input != null && input.last == step && node.op().dataInputCount() == 1) {
      long pitch = input.pitch == 0 ? rowOf(bases(node).get(0)) : input.pitch;
      overwriting.margins(node, pitch).ifPresent(more -> writeOver(node, step, input, pitch, more));
    }
  }

  private void writeOver(Node node, int step, Phase input, long pitch, long more) {
    Phase result = phases.get(node.name());
    Shape shape = shapes.get(node.name());
    Shape stored = shapes.get(readings.get(node.inputs().get(0)).base());
    if (stored.height() == shape.height() && pitch > rowOf(node.name())) {
      result.pitch = pitch;
      result.size = pitch * shape.batch() * shape.height();
    }
    input.block.add(result);
    margins.put(node.name(), new Phase(more, step));
  }

  private long rowOf(String value) {
    Shape shape = shapes.get(value);
    return (long) shape.width() * shape.channels();
  }

  private void place(Block block) {
    int slot = 0;
    long offset = -1;
    while (offset < 0 && slot < elements.size()) {
      offset = gap(block, slot);
      slot += offset < 0 ? 1 : 0;
    }
    if (offset < 0) {
      offset = 0;
      elements.add(block.size());
    }
    block.slot = slot;
    block.offset = offset;
    placed.add(block);
  }

  /** The lowest offset in a slot at which a block meets none that is there when it is, or -1. */
  private long gap(Block block, int slot) {
    long offset = 0;
    for (Taken taken : taken(block, slot)) {
      if (taken.above < offset && offset < taken.below) {
        offset = lines(taken.below);
      }
    }
    return offset + block.size() <= elements.get(slot) ? offset : -1;
  }

  /** Offsets between two others, at which a block would meet one that is placed. */
  private record Taken(long above, long below) {}

  /** By their lower ends: what begins above a free offset need not be looked at for it. */
  private List<Taken> taken(Block block, int slot) {
    List<Taken> taken = new ArrayList<>();
    for (Block other : placed) {
      if (other.slot == slot) {
        other.takeFrom(block, taken);
      }
    }
    taken.sort(Comparator.comparingLong(Taken::above));
    return taken;
  }

  /** The next beginning of a line. */
  private static long lines(long offset) {
    return (offset + LINE - 1) / LINE * LINE;
  }

  /** Values of which each is written over the one before: they begin at one offset. */
  private static final class Block {
    private final List<Phase> phases = new ArrayList<>();
    private int slot;
    private long offset;

    void add(Phase phase) {
      phases.add(phase);
      phase.block = this;
    }

    long size() {
      return phases.stream().mapToLong(phase -> phase.size).max().orElse(0);
    }

    /** Adds the offsets at which another block of the same slot would meet this one. */
    void takeFrom(Block other, List<Taken> taken) {
      for (Phase one : phases) {
        for (Phase two : other.phases) {
          if (one.meets(two)) {
            taken.add(new Taken(offset - two.size, offset + one.size));
          }
        }
      }
    }
  }

  /** The steps through which a value must be kept, and how much of its block it takes then. */
  private static final class Phase {
    private long size;
    private long pitch; // as that of a place
    private final int first;
    private int last;
    private Block block;

    Phase(long size, int step) {
      this.size = size;
      this.first = step;
      this.last = step;
      new Block().add(this);
    }

    Place place() {
      return new Place(block.slot, block.offset, pitch);
    }

    /** A step's result lives together with what the step reads. */
    boolean meets(Phase other) {
      return first <= other.last && other.first <= last;
    }
  }
}
