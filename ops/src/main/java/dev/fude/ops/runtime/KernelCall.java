package dev.fude.ops.runtime;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * Everything one kernel call works with.
 *
 * @param inputs the inputs, as many as the op's data inputs
 * @param output where the result goes, (batch, height, width, channels). Every element of the shape
 *     must be written. An elementwise op's output may be its own input
 * @param offset where in there it begins
 * @param shape shape of the output
 * @param sums where to collect the sums of what is stored, or null if no norm needs them
 * @param workers the threads of this run, and their scratch memory
 */
public record KernelCall(
    List<KernelInput> inputs,
    float[] output,
    int offset,
    Shape shape,
    RowSums sums,
    Workers workers) {

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

  /**
   * The only input of an op with one.
   *
   * @return the first input
   */
  public KernelInput input() {
    return inputs.get(0);
  }

  /**
   * Where a pixel of the output begins.
   *
   * @param row its row, counted through all pictures
   * @param x its column
   * @return index of its first channel into {@link #output}
   */
  public int pixel(int row, int x) {
    return offset + (row * shape.width() + x) * shape.channels();
  }

  /**
   * Splits the output's rows over the workers and waits for all of them.
   *
   * @param body computes some rows; bands never overlap
   */
  public void rows(RowBody body) {
    workers.split(shape.batch() * shape.height(), body);
  }
}
