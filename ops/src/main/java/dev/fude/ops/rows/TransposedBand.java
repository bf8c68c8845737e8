package dev.fude.ops.rows;

import dev.fude.core.op.Rows;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.CacheLines;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StoredRows;

/** Some rows of a transposed convolution's cells, computed by one worker. */
abstract class TransposedBand extends StripBand {
  private final TransposedWindow transposed;
  private final Shape shape; // of the output
  private final Shape cells;
  private final Rows wanted; // of the output
  private final RowWriter writer;

  /**
   * A band.
   *
   * @param microkernels what sums
   * @param transposed the window
   * @param strip how cells are cut
   * @param source where input rows come from
   * @param call what to compute
   * @param stored where those rows come from in turn
   * @param scratch memory of the worker that computes it
   * @param more numbers of the sections that the subclass takes of {@link #memory}
   */
  TransposedBand(
      Microkernels microkernels,
      TransposedWindow transposed,
      Strip strip,
      RowSource source,
      KernelCall call,
      StoredRows stored,
      Scratch scratch,
      int... more) {
    super(
        transposed.reach(),
        strip,
        transposed.cells(call.shape()),
        source,
        stored,
        call.workers(),
        scratch,
        scratch.sections(strip.ringFloats(), CacheLines.whole(more)));
    this.transposed = transposed;
    this.shape = call.shape();
    this.cells = transposed.cells(shape);
    this.wanted = call.wanted();
    int columns = strip.columns() * transposed.window().strideW();
    this.writer = new RowWriter(microkernels, call, scratch, columns);
  }

  /**
   * Computes a row of outputs: all phases of a row of cells that stand at one height.
   *
   * @param py the phases' row
   * @param top the uppermost row of the padded input under the cells
   * @param columns how many cells
   */
  abstract void computePhases(int py, int top, int columns);

  /**
   * Copies what was computed last.
   *
   * @param first the first column of the cells' outputs to copy
   * @param columns how many
   * @param to receives (columns, channels)
   * @param at where in there
   */
  abstract void copy(int first, int columns, float[] to, int at);

  @Override
  final void computeRow(int row, int top, int x, int columns) {
    Window window = transposed.window();
    int picture = row / cells.height();
    for (int py = 0; py < window.strideH(); py++) {
      int y = row % cells.height() * window.strideH() + py - transposed.cutRows();
      int stored = picture * shape.height() + y;
      if (y >= 0 && y < shape.height() && wanted.has(stored)) {
        computePhases(py, top, columns);
        store(stored, x, columns);
      }
    }
  }

  /** Stores a row of outputs, without those that reach beyond the picture. */
  private void store(int row, int x, int columns) {
    int stride = transposed.window().strideW();
    int first = x * stride - transposed.cutColumns();
    int from = Math.max(0, first);
    int count = Math.min(shape.width(), first + columns * stride) - from;
    if (count > 0) {
      copy(from - first, count, writer.array(), writer.begin(row, from));
      writer.end(row, from, count);
    }
  }
}
