package dev.fude.core.op;

/**
 * How far an op looks up and down: which rows of its inputs it reads for some rows of its output.
 * Only ops that see a neighbourhood have one, and a picture can pass through a network of nothing
 * but such ops in swaths ({@link dev.fude.core.plan.RowSchedule}).
 */
@FunctionalInterface
public interface RowReach {
  /** That of an op whose output rows are made of the input's same rows. */
  RowReach SAME_ROWS = (wanted, inputHeight, outputHeight) -> wanted;

  /**
   * The rows that are read. What lies between two rows that are read counts as read as well, and
   * what is read for some rows is among what is read for more.
   *
   * @param wanted rows of the output, at least one
   * @param inputHeight rows of each input
   * @param outputHeight rows of the output
   * @return rows of each input
   */
  Rows read(Rows wanted, int inputHeight, int outputHeight);
}
