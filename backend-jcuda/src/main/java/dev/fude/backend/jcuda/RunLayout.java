package dev.fude.backend.jcuda;

import dev.fude.core.plan.Affine.FoldedAdaptiveNorm;
import dev.fude.core.plan.Affine.FoldedNorm;
import dev.fude.core.plan.Operand;
import dev.fude.core.plan.Place;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything that a run of one plan needs lies in one block of device memory: input, outputs,
 * the plan's slots, sums of values that are normed, the scales and shifts that come of them, and
 * scratch memory. Planned once for each size.
 */
final class RunLayout {
  private static final int ALIGNMENT = 256;

  private final int storedBytes;
  private final long inputForm;
  private final List<Long> outputForms = new ArrayList<>();
  private final Map<Place, Long> ends = new HashMap<>();
  private final List<Long> slots = new ArrayList<>();
  private final List<Sums> sums = new ArrayList<>();
  private final Map<String, Affine> affines = new LinkedHashMap<>(); // by node of the norm
  private final long totals;
  private final long styleTotals;
  private final long scratch;
  private long bytes;

  /**
   * The sums of a stored value.
   *
   * @param offset bytes before them
   * @param tiles tiles of a picture
   * @param shape shape of the value
   */
  record Sums(long offset, int tiles, Shape shape) {
    private static final int PARTS = 2; // sums, and sums of squares

    /** Columns of a tile's sums. */
    int columns() {
      return PARTS * shape.channels();
    }

    private long bytes() {
      return (long) shape.batch() * tiles * columns() * Double.BYTES;
    }
  }

  /**
   * The scale and shift of a folded norm, (pictures, channels) each.
   *
   * @param scale bytes before the scale
   * @param shift bytes before the shift
   */
  record Affine(long scale, long shift) {}

  /**
   * Gives all that a run of a plan stores its place in the block.
   *
   * @param plan the plan
   * @param kernels what computes its steps, by name
   * @param mode in which numbers is computed
   */
  RunLayout(Plan plan, Map<String, CudaKernel> kernels, Mode mode) {
    this.storedBytes = mode.storedBytes();
    ends.put(Place.INPUT, add(plan.input().elements() * storedBytes));
    this.inputForm = add(plan.input().elements() * Float.BYTES);
    for (Shape output : plan.outputs().values()) {
      ends.put(Place.output(outputForms.size()), add(output.elements() * storedBytes));
      outputForms.add(add(output.elements() * Float.BYTES));
    }
    for (long elements : plan.slots()) {
      slots.add(add(elements * storedBytes));
    }
    addSums(plan, kernels);
    long mostTotals = 0;
    long mostScratch = 0;
    for (Sums each : sums) {
      mostTotals = Math.max(mostTotals, (long) each.shape().batch() * each.columns());
    }
    for (Step step : plan.steps()) {
      step.operands().forEach(this::addAffine);
      mostScratch = Math.max(mostScratch, kernels.get(step.name()).scratchBytes(step.shape()));
    }
    this.totals = add(mostTotals * Double.BYTES);
    this.styleTotals = add(mostTotals * Double.BYTES);
    this.scratch = add(mostScratch);
  }

  private void addSums(Plan plan, Map<String, CudaKernel> kernels) {
    Sums[] byIndex = new Sums[plan.statistics().size()];
    for (Step step : plan.steps()) {
      if (step.statistics().isPresent()) {
        int tiles = kernels.get(step.name()).tiles(step.shape());
        Sums each = new Sums(bytes, tiles, step.shape());
        byIndex[step.statistics().getAsInt()] = each;
        add(each.bytes());
      }
    }
    sums.addAll(List.of(byIndex));
  }

  private void addAffine(Operand operand) {
    Shape stored = operand.stored();
    long each = (long) stored.batch() * stored.channels() * Float.BYTES;
    normOf(operand)
        .ifPresent(node -> affines.computeIfAbsent(node, key -> new Affine(add(each), add(each))));
  }

  private static Optional<String> normOf(Operand operand) {
    Object affine = operand.view().affine().orElse(null);
    if (affine instanceof FoldedNorm norm) {
      return Optional.of(norm.node());
    }
    return affine instanceof FoldedAdaptiveNorm norm ? Optional.of(norm.node()) : Optional.empty();
  }

  private long add(long size) {
    long offset = bytes;
    bytes += aligned(size);
    return offset;
  }

  /** A number of bytes, rounded up so that what follows begins where wide loads may. */
  static long aligned(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** All bytes, at least 1. */
  long bytes() {
    return Math.max(1, bytes);
  }

  /** Bytes before a value. */
  long offset(Place place) {
    Long end = ends.get(place);
    return end != null ? end : slots.get(place.slot()) + place.offset() * storedBytes;
  }

  /** Bytes before the input as it comes from the processor. */
  long inputIn(Form form) {
    return isStored(form) ? offset(Place.INPUT) : inputForm;
  }

  /** Bytes before one of the outputs as it goes to the processor. */
  long outputIn(Form form, int index) {
    return isStored(form) ? offset(Place.output(index)) : outputForms.get(index);
  }

  /** Whether numbers of that form are what activations are kept in. */
  boolean isStored(Form form) {
    return form == Form.FLOATS && storedBytes == Float.BYTES;
  }

  /** The sums that a step collects. */
  Sums sums(int index) {
    return sums.get(index);
  }

  /** The scale and shift of a folded norm, by its node. */
  Affine affine(String norm) {
    return affines.get(norm);
  }

  /** Bytes before the totals of sums, which one norm after the other uses. */
  long totals() {
    return totals;
  }

  /** Bytes before those of the sums of an adaptive norm's style. */
  long styleTotals() {
    return styleTotals;
  }

  /** Bytes before the scratch memory, which one step after the other uses. */
  long scratch() {
    return scratch;
  }
}
