package dev.fude.ops.runtime;

import dev.fude.core.backend.Progress;
import dev.fude.core.op.Rows;
import dev.fude.core.plan.Place;
import dev.fude.core.plan.RowSchedule;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a plan in swaths, as its {@link RowSchedule} says. A value is told to kernels as if
 * all of it were stored: it begins so far before its slot that the rows which are there lie in it.
 */
final class SwathRun extends PlanRun {
  /** Numbers that are moved at once where slots are no arrays. */
  private static final int PIECE_NUMBERS = 1 << 14;

  private final RowSchedule schedule;
  private final Map<String, Kernel> kernels; // by node
  private final Workers workers;
  private final List<Slot> slots;
  private final Map<Place, Integer> steps = new HashMap<>(); // by the place of their value
  private int round;

  SwathRun(
      RowSchedule schedule,
      Map<String, Kernel> kernels,
      Workspace workspace,
      List<Slot> slots,
      Slot input,
      List<Slot> outputs) {
    super(schedule.plan(), kernels, node -> MomentsRule.OWN, workspace, slots, input, outputs);
    this.schedule = schedule;
    this.kernels = kernels;
    this.workers = workspace.workers();
    this.slots = slots;
    for (Step step : schedule.plan().steps()) {
      steps.put(step.place(), steps.size());
    }
  }

  @Override
  void execute(Progress progress) {
    List<Step> order = schedule.plan().steps();
    long total = schedule.plan().multiplyAdds();
    long done = 0;
    for (round = 0; round < schedule.plan().rounds(); round++) {
      for (int i = 0; i < order.size(); i++) {
        Rows rows = schedule.computed(round, i);
        if (rows.count() > 0) {
          kernels.get(order.get(i).name()).run(call(order.get(i), rows));
          done += workOf(order.get(i), rows);
          progress.advanced(done, total);
        }
      }
      for (int i = 0; i < order.size(); i++) {
        moveUp(i, order.get(i));
      }
    }
    progress.advanced(total, total); // steps may have been no work at all
  }

  /** Shares that add up to the step's work. */
  private static long workOf(Step step, Rows rows) {
    int height = step.shape().height();
    return step.multiplyAdds() * rows.to() / height - step.multiplyAdds() * rows.from() / height;
  }

  @Override
  StoredValue stored(Place place, Shape shape) {
    StoredValue whole = super.stored(place, shape);
    if (place.equals(Place.INPUT)) {
      return whole;
    }
    long before = schedule.firstRow(round, steps.get(place)) * whole.pitch();
    return new StoredValue(whole.slot(), whole.offset() - before, whole.pitch(), shape);
  }

  /** Moves the rows that the next round reads to the beginning of their place. */
  private void moveUp(int index, Step step) {
    int top = schedule.firstRow(round, index);
    int kept = schedule.firstRow(round + 1, index);
    if (kept > top) {
      Place place = step.place();
      Slot slot = slots.get(place.slot());
      long to = slot.first() + place.offset();
      long row = (long) step.shape().width() * step.shape().channels();
      long numbers = (schedule.computed(round, index).to() - kept) * row;
      move(slot, to + (kept - top) * row, to, numbers);
    }
  }

  private void move(Slot slot, long from, long to, long numbers) {
    if (slot.array() != null) {
      System.arraycopy(slot.array(), (int) from, slot.array(), (int) to, (int) numbers);
      return;
    }
    float[] piece = new float[PIECE_NUMBERS];
    for (long at = 0; at < numbers; at += PIECE_NUMBERS) {
      workers.throwIfCancelled();
      int count = (int) Math.min(PIECE_NUMBERS, numbers - at);
      slot.read(from + at, piece, 0, count);
      slot.write(to + at, piece, 0, count);
    }
  }
}
