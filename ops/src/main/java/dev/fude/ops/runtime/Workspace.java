package dev.fude.ops.runtime;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.plan.Affine;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All the memory of one run beside its input and output: the plan's slots, unless they are in a
 * {@link ScratchFile}, the sums of its norms, the affine maps of its views, and the workers with
 * their scratch memory. Used by one run at a time, then by the next; it grows to the largest plan
 * it has served.
 */
final class Workspace {
  private final Workers workers;
  private final RowSums statistics = new RowSums();
  private final Map<Affine, ScaleAndShift> affines = new HashMap<>();
  private float[][] slots = new float[0][];

  Workspace(Workers workers) {
    this.workers = workers;
  }

  /**
   * An affine map as one scale and one shift a channel.
   *
   * @param scale (batch, channels); may be longer
   * @param shift (batch, channels); may be longer
   */
  record ScaleAndShift(float[] scale, float[] shift) {}

  Workers workers() {
    return workers;
  }

  /** The slots of the plan that there is room for. */
  List<Slot> slots() {
    return Arrays.stream(slots).<Slot>map(slot -> new ArraySlot(slot, CacheLines.FIRST)).toList();
  }

  /** The sums of the step that is under way. */
  RowSums statistics() {
    return statistics;
  }

  /** The arrays for an affine map of a value of some shape. */
  ScaleAndShift scaleAndShift(Affine affine, Shape value) {
    int needed = value.batch() * value.channels();
    ScaleAndShift arrays = affines.get(affine);
    if (arrays == null || arrays.scale().length < needed) {
      arrays = new ScaleAndShift(new float[needed], new float[needed]);
      affines.put(affine, arrays);
    }
    return arrays;
  }

  /** How long the array of a slot is: its numbers begin with a cache line. */
  static long slotLength(long numbers) {
    return CacheLines.FIRST + numbers;
  }

  /** Bytes of a plan's slots in arrays. */
  static long slotBytes(Plan plan) {
    return Float.BYTES * plan.slots().stream().mapToLong(Workspace::slotLength).sum();
  }

  /** Bytes of sums that a plan needs: each step's are used up before the next begins. */
  static long sumBytes(Plan plan) {
    return plan.statistics().stream().mapToLong(RowSums::bytes).max().orElse(0);
  }

  /** Bytes of sums, and of slots if wanted, that a plan needs and that are not here yet. */
  long bytesMissing(Plan plan, boolean slotsToo) {
    long missing = Math.max(0, sumBytes(plan) - statistics.bytesHeld());
    for (int i = 0; slotsToo && i < plan.slots().size(); i++) {
      int held = i < slots.length ? slots[i].length : 0;
      missing += Math.max(0, slotLength(plan.slots().get(i)) - held) * Float.BYTES;
    }
    return missing;
  }

  /** Bytes of slots and scratch memory held. */
  long bytesHeld() {
    return Arrays.stream(slots).mapToLong(slot -> (long) slot.length * Float.BYTES).sum()
        + workers.scratchBytes();
  }

  /**
   * Makes room for a plan's slots. A slot too small is let go before its successor is allocated.
   */
  void grow(Plan plan) {
    int before = slots.length;
    if (before < plan.slots().size()) {
      slots = Arrays.copyOf(slots, plan.slots().size());
      Arrays.fill(slots, before, slots.length, new float[0]);
    }
    for (int i = 0; i < plan.slots().size(); i++) {
      int needed = Math.toIntExact(slotLength(plan.slots().get(i)));
      if (slots[i].length < needed) {
        RunCancelledException.throwIfInterrupted(); // zeros for a large picture take a while
        slots[i] = new float[0];
        slots[i] = new float[needed];
      }
    }
  }
}
