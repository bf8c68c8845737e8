package dev.fude.ops.runtime;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.op.Rows;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Everything one kernel call works with.
 *
 * @param inputs the inputs, as many as the op's data inputs
 * @param result where the result goes, (batch, height, width, channels). Every element of the
 *     wanted rows must be written. An elementwise op's result may be its own input
 * @param wanted the rows that are to be computed, counted through all pictures; what they are
 *     computed from is there. All rows, unless the op has a {@link dev.fude.core.op.RowReach}
 * @param margins memory for the rows of an input that the result is stored over, see {@link
 *     Overlap}; null if it is not
 * @param sums where to collect the sums of what is stored, or null if no norm needs them
 * @param workers the threads of this run, and their scratch memory
 * @param moments what a norm does with its moments before it uses them
 */
public record KernelCall(
    List<KernelInput> inputs,
    StoredValue result,
    Rows wanted,
    StoredValue margins,
    RowSums sums,
    Workers workers,
    MomentsRule moments) {
  /**
   * Numbers of the output between two looks at whether the run is still wanted: a quarter of a
   * mebibyte, which the specification's slowest op takes half a second for, and others far less.
   */
  private static final int PIECE_NUMBERS = 1 << 16;

  /**
   * A call in which every picture stands for itself.
   *
   * @param inputs the inputs, as many as the op's data inputs
   * @param output where the result goes
   * @param offset where in there it begins
   * @param shape shape of the output
   * @param sums where to collect sums, or null
   * @param workers the threads of this run
   */
  public KernelCall(
      List<KernelInput> inputs,
      float[] output,
      int offset,
      Shape shape,
      RowSums sums,
      Workers workers) {
    this(
        inputs,
        StoredValue.dense(Slot.of(output), offset, shape),
        Rows.all(shape.batch() * shape.height()),
        null,
        sums,
        workers,
        MomentsRule.OWN);
  }

  /** Computes some rows of the output. */
  @FunctionalInterface
  public interface RowBody {
    /**
     * Computes the rows {@code from} to {@code to - 1}, counted through all pictures: row {@code r}
     * is row {@code r % height} of picture {@code r / height}.
     *
     * @param from the first row
     * @param to one past the last row
     * @param scratch memory of the thread that computes them
     */
    void compute(int from, int to, Scratch scratch);
  }

  /** Adds something up over one row. */
  @FunctionalInterface
  public interface RowSum {
    /**
     * Goes on with a sum.
     *
     * @param y a row of a picture
     * @param sum the sum of the rows before it
     * @return the sum with this row
     */
    double add(int y, double sum);
  }

  /**
   * The only input of an op with one.
   *
   * @return the first input
   */
  public KernelInput input() {
    return inputs.get(0);
  }

  /**
   * The result's numbers, for kernels that know nothing but arrays.
   *
   * @return the array that they go to
   */
  public float[] output() {
    return result.slot().array();
  }

  /**
   * Where in that array it begins.
   *
   * @return index of the first number
   */
  public int offset() {
    return (int) result.offset();
  }

  /**
   * The shape of the result.
   *
   * @return (batch, height, width, channels)
   */
  public Shape shape() {
    return result.shape();
  }

  /**
   * Where a pixel of the output begins.
   *
   * @param row its row, counted through all pictures
   * @param x its column
   * @return index of its first channel into {@link #output}
   */
  public int pixel(int row, int x) {
    return (int) result.index(row, x);
  }

  /**
   * Splits the wanted rows over the workers and waits for all of them. A worker is given a few at a
   * time, or one if rows are long; so a body must not need much to begin.
   *
   * @param body computes some rows; no row is given twice
   * @throws RunCancelledException if the run's caller is interrupted
   */
  public void rows(RowBody body) {
    Shape shape = result.shape();
    int rowNumbers = Math.max(1, shape.width() * shape.channels()); // a row may be empty
    int atOnce = Math.max(1, PIECE_NUMBERS / rowNumbers);
    workers.split(
        wanted.count(),
        (from, to, scratch) -> {
          for (int row = from; row < to; row += atOnce) {
            workers.throwIfCancelled();
            int end = Math.min(to, row + atOnce);
            body.compute(wanted.from() + row, wanted.from() + end, scratch);
          }
        });
  }

  /**
   * As {@link #rows}, one row after the other, for kernels whose rows have nothing in common.
   *
   * @param body computes the row that it is told, counted through all pictures
   * @throws RunCancelledException if the run's caller is interrupted
   */
  public void eachRow(IntConsumer body) {
    rows(
        (from, to, scratch) -> {
          for (int row = from; row < to; row++) {
            body.accept(row);
          }
        });
  }

  /**
   * Rows of the output.
   *
   * @return rows of all pictures together
   */
  public int rowCount() {
    return shape().batch() * shape().height();
  }

  /**
   * Adds something up over a picture's rows, in order and on the calling thread alone.
   *
   * @param rows adds a row
   * @return the sum
   * @throws RunCancelledException if the calling thread is interrupted
   */
  public double sumInOrder(RowSum rows) {
    double sum = 0;
    for (int y = 0; y < shape().height(); y++) {
      RunCancelledException.throwIfInterrupted();
      sum = rows.add(y, sum);
    }
    return sum;
  }
}
