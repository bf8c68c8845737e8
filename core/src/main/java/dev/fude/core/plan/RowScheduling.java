package dev.fude.core.plan;

import dev.fude.core.op.Rows;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Makes a {@link RowSchedule}: goes through all rounds without computing anything. */
final class RowScheduling {
  private static final int NO_STEP = -1; // its value is the input

  private final Plan whole;
  private final List<Step> steps;
  private final ToIntFunction<Step> rowsTogether;
  private final int swathRows;
  private final int rounds;
  private final int[][] producers; // (steps, operands): index of a step, or NO_STEP
  private final int[] done; // (steps): rows of each value that are there
  private final Rows[][] computed; // (rounds, steps)
  private final int[][] first; // (rounds + 1, steps)
  private final int[] mostRows; // (steps): that a slot ever holds
  private final Place[] places; // (steps)
  private boolean readsAhead = true;

  RowScheduling(Plan whole, ToIntFunction<Step> rowsTogether, int swathRows) {
    this.whole = whole;
    this.steps = whole.steps();
    this.rowsTogether = rowsTogether;
    this.swathRows = swathRows;
    this.rounds = Math.max(1, (whole.input().height() + swathRows - 1) / swathRows);
    this.producers = new int[steps.size()][];
    this.done = new int[steps.size()];
    this.computed = new Rows[rounds][steps.size()];
    this.first = new int[rounds + 1][steps.size()];
    this.mostRows = new int[steps.size()];
    this.places = new Place[steps.size()];
  }

  RowSchedule schedule() {
    for (int step = 0; step < steps.size(); step++) {
      producers[step] = producers(step);
    }
    for (int round = 0; round < rounds; round++) {
      compute(round, needed(round));
      letGo(round + 1);
    }
    return new RowSchedule(plan(), computed, first, readsAhead);
  }

  /** A place holds what was last stored there. */
  private int[] producers(int reader) {
    List<Operand> operands = steps.get(reader).operands();
    int[] found = new int[operands.size()];
    for (int i = 0; i < found.length; i++) {
      int step = reader - 1;
      while (step >= 0 && !steps.get(step).place().equals(operands.get(i).place())) {
        step--;
      }
      found[i] = step; // NO_STEP if there is none
    }
    return found;
  }

  /** From the outputs back: how many rows of each value must be there at the end of a round. */
  private int[] needed(int round) {
    int[] needed = new int[steps.size()];
    for (int step = steps.size() - 1; step >= 0; step--) {
      int height = height(step);
      if (round == rounds - 1) {
        needed[step] = height;
      } else if (steps.get(step).place().isOutput()) {
        long share = (round + 1L) * swathRows * height / whole.input().height();
        needed[step] = Math.max(needed[step], (int) share);
      }
      int unit = rowsTogether.applyAsInt(steps.get(step));
      needed[step] = (int) Math.min(height, (needed[step] + unit - 1L) / unit * unit);
      for (int i = 0; needed[step] > 0 && i < producers[step].length; i++) {
        if (producers[step][i] != NO_STEP) {
          int read = read(step, i, Rows.all(needed[step])).to();
          needed[producers[step][i]] = Math.max(needed[producers[step][i]], read);
        }
      }
    }
    return needed;
  }

  private void compute(int round, int[] needed) {
    for (int step = 0; step < steps.size(); step++) {
      computed[round][step] = new Rows(done[step], Math.max(done[step], needed[step]));
      done[step] = computed[round][step].to();
      if (!isOutput(step)) {
        mostRows[step] = Math.max(mostRows[step], done[step] - first[round][step]);
      }
    }
  }

  /** Keeps what is still read of each value as a round begins, and lets the rows above it go. */
  private void letGo(int round) {
    int[] kept = done.clone();
    int keptOfInput = whole.input().height();
    for (int step = 0; step < steps.size(); step++) {
      for (int i = 0; done[step] < height(step) && i < producers[step].length; i++) {
        int from = read(step, i, new Rows(done[step], height(step))).from();
        if (producers[step][i] == NO_STEP) {
          keptOfInput = Math.min(keptOfInput, from);
        } else {
          kept[producers[step][i]] = Math.min(kept[producers[step][i]], from);
        }
      }
    }
    for (int step = 0; step < steps.size(); step++) {
      first[round][step] = isOutput(step) ? 0 : kept[step];
      boolean mayLieOverInput = isOutput(step) && height(step) == whole.input().height();
      readsAhead &= !mayLieOverInput || done[step] <= keptOfInput;
    }
  }

  /** The stored rows of an operand that rows of its reader are made of. */
  private Rows read(int step, int index, Rows wanted) {
    Step reader = steps.get(step);
    Operand operand = reader.operands().get(index);
    int seen = operand.shape().height();
    Rows rows = reader.op().rowReach().orElseThrow().read(wanted, seen, height(step));
    return operand
        .view()
        .sampling()
        .map(sampling -> sampling.rowReach().read(rows, operand.stored().height(), seen))
        .orElse(rows);
  }

  private int height(int step) {
    return steps.get(step).shape().height();
  }

  private boolean isOutput(int step) {
    return steps.get(step).place().isOutput();
  }

  /**
   * The same steps with their values side by side in one slot: so large an array is allocated where
   * it stays, while a garbage collector would move many smaller ones.
   */
  private Plan plan() {
    long end = 0;
    for (int step = 0; step < steps.size(); step++) {
      Shape shape = steps.get(step).shape();
      places[step] = isOutput(step) ? steps.get(step).place() : new Place(0, end);
      end += (long) mostRows[step] * shape.width() * shape.channels();
    }
    List<Step> placed = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      placed.add(placed(step));
    }
    List<Long> slots = end == 0 ? List.of() : List.of(end);
    List<Step> all = List.copyOf(placed);
    return new Plan(whole.input(), whole.outputs(), all, slots, List.of(), rounds);
  }

  private Step placed(int index) {
    Step step = steps.get(index);
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < producers[index].length; i++) {
      Operand operand = step.operands().get(i);
      Place place = producers[index][i] == NO_STEP ? Place.INPUT : places[producers[index][i]];
      operands.add(new Operand(place, operand.stored(), operand.view(), operand.shape()));
    }
    return new Step(
        step.name(),
        step.op(),
        List.copyOf(operands),
        step.parameters(),
        places[index],
        Optional.empty(),
        step.shape(),
        step.statistics(),
        step.multiplyAdds(),
        step.algorithm());
  }
}
