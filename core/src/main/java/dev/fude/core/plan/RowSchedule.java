package dev.fude.core.plan;

import dev.fude.core.op.RowReach;
import dev.fude.core.op.Rows;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A picture's way through a network in swaths: which rows of which step are computed when, so that
 * of no value more than some rows exist at a time.
 *
 * <p><b>The idea.</b> Where every op sees a neighbourhood only ({@link RowReach}), a swath of the
 * output needs a swath of each value, little higher than itself. So the steps take turns: in each
 * round all of them, in order, compute as many more rows as the output's next swath needs. Of a
 * value are kept the rows that later rounds read; they are the first at its place when a round
 * begins. The rows of a round go behind them.
 *
 * <p>Nothing is computed twice, as the overlaps of tiles would be, and nothing is computed
 * otherwise than in one go: every row is made by the same kernel of the same rows at the same place
 * in the picture. Kernels whose rows come several at a time, such as the tiles of a Winograd
 * convolution, get whole ones. The result is therefore the same to the bit, whatever the kernels.
 */
public final class RowSchedule {
  private final Plan plan;
  private final Rows[][] computed; // (rounds, steps)
  private final int[][] first; // (rounds + 1, steps): of the rows that are kept as a round begins
  private final boolean readsAhead;

  RowSchedule(Plan plan, Rows[][] computed, int[][] first, boolean readsAhead) {
    this.plan = plan;
    this.computed = computed;
    this.first = first;
    this.readsAhead = readsAhead;
  }

  /**
   * Schedules a plan.
   *
   * @param whole the plan of a picture in one go
   * @param rowsTogether for a step, how many rows its kernel computes together, at least 1
   * @param swathRows rows of the input for each round, at least 1
   * @return the schedule; empty if the picture is not one but a batch, or some step depends on the
   *     whole picture
   */
  public static Optional<RowSchedule> of(
      Plan whole, ToIntFunction<Step> rowsTogether, int swathRows) {
    boolean local =
        whole.input().batch() == 1
            && whole.statistics().isEmpty()
            && whole.steps().stream().allMatch(step -> step.op().rowReach().isPresent());
    return local
        ? Optional.of(new RowScheduling(whole, rowsTogether, swathRows).schedule())
        : Optional.empty();
  }

  /**
   * The plan whose one slot holds swaths: each value has a place of its own, for as many rows as
   * are ever kept of it. Shapes are those of the whole picture.
   *
   * @return steps, places and the slot
   */
  public Plan plan() {
    return plan;
  }

  /**
   * What a step computes in a round.
   *
   * @param round from 0
   * @param step index of the step
   * @return rows of its value, counted in the whole picture; none if it has enough already
   */
  public Rows computed(int round, int step) {
    return computed[round][step];
  }

  /**
   * The row of a step's value that lies at the beginning of its place. Those above are needed no
   * more.
   *
   * @param round from 0; the number of rounds for the end
   * @param step index of the step
   * @return a row of the whole picture; 0 for outputs, which are whole
   */
  public int firstRow(int round, int step) {
    return first[round][step];
  }

  /**
   * Whether no row of the input is read once the output's row of the same number was computed, so
   * that the output may lie over the input.
   *
   * @return true of most networks, and of all whose last step is none that reads the input
   */
  public boolean readsAhead() {
    return readsAhead;
  }
}
