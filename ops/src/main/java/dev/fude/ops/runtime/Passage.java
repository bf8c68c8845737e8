package dev.fude.ops.runtime;

import dev.fude.core.op.Normalization;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.Place;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.RowSchedule;
import dev.fude.core.plan.Step;
import java.util.Optional;

/**
 * How pictures of one size pass through a network: each step after the other over the whole
 * picture, or all steps in turn over one swath after the other.
 *
 * @param plan steps and their memory
 * @param swaths when which rows are computed; empty if each step computes all at once
 */
record Passage(Plan plan, Optional<RowSchedule> swaths) {
  /**
   * Rows of a swath are a multiple of this: one row of Winograd tiles at an eighth of the size.
   * More threads get more of them, though not in proportion, since larger steps have rows to spare.
   */
  private static final int ROWS = 64;

  /** Swaths keep their values apart, and so are worth it only if much smaller than the picture. */
  private static final int LEAST_SAVING = 2;

  /**
   * Chooses swaths where every step sees a neighbourhood only and at least half of the memory is
   * saved.
   */
  static Passage of(Plan whole, Capabilities capabilities, int threads) {
    int rows = ROWS * (1 + threads / 2);
    return RowSchedule.of(
            whole,
            step -> capabilities.rowsTogether(step.op(), step.operands().get(0).shape().channels()),
            rows)
        .filter(swaths -> LEAST_SAVING * swaths.plan().slotBytes() < whole.slotBytes())
        .map(swaths -> new Passage(swaths.plan(), Optional.of(swaths)))
        .orElseGet(() -> new Passage(whole, Optional.empty()));
  }

  /**
   * Whether levels may go in and out row by row: the last step neither looks at the photograph nor
   * twice at its own output.
   */
  boolean streams() {
    Step last = plan.steps().get(plan.steps().size() - 1);
    return !(last.op() instanceof Normalization)
        && last.operands().stream().noneMatch(one -> one.place().equals(Place.INPUT));
  }

  /** Whether, moreover, they may go where they came from. */
  boolean streamsInPlace() {
    return streams() && swaths.map(RowSchedule::readsAhead).orElse(true);
  }
}
