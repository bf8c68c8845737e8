package dev.fude.ops.rows;

import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.CacheLines;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.Sections;
import dev.fude.ops.runtime.StoredRows;
import dev.fude.ops.runtime.Workers;

/**
 * Some rows of a sliding window's output, computed by one worker: strip by strip, and in each strip
 * row by row, while a {@link RowRing} brings the input rows under the window.
 */
abstract class StripBand {
  /** The first of the worker's arrays that this class leaves to its subclasses. */
  static final int FREE_SCRATCH = 1;

  private static final int LOADER_SCRATCH = 0;

  private final Window window;
  private final Scratch scratch;
  private final Strip strip;
  private final Shape shape; // of the output
  private final Sections memory;
  private final RowRing ring;
  private final Workers workers;
  private final StoredRows stored;

  /**
   * A band over the input's rows as they are loaded.
   *
   * @param microkernels what the rows are loaded with
   * @param window the window
   * @param strip how its work is cut
   * @param call what to compute
   * @param stored the stored rows of its input
   * @param scratch memory of the worker that computes it
   * @param more numbers of the sections that the subclass takes of {@link #memory}
   */
  StripBand(
      Microkernels microkernels,
      Window window,
      Strip strip,
      KernelCall call,
      StoredRows stored,
      Scratch scratch,
      int... more) {
    this(
        window,
        strip,
        call.shape(),
        loader(microkernels, window, call, stored, scratch),
        stored,
        call.workers(),
        scratch,
        scratch.sections(strip.ringFloats(), CacheLines.whole(more)));
  }

  /**
   * A band over rows from elsewhere.
   *
   * @param window the window
   * @param strip how its work is cut
   * @param shape shape of the output, (batch, height, width, channels)
   * @param source where the rows come from
   * @param stored where those come from in turn
   * @param workers who know whether the run is still wanted
   * @param scratch memory of the worker that computes it
   * @param memory whose next section is the ring's: {@link Strip#ringFloats()}
   */
  StripBand(
      Window window,
      Strip strip,
      Shape shape,
      RowSource source,
      StoredRows stored,
      Workers workers,
      Scratch scratch,
      Sections memory) {
    this.window = window;
    this.scratch = scratch;
    this.strip = strip;
    this.shape = shape;
    this.workers = workers;
    this.stored = stored;
    this.memory = memory;
    this.ring = new RowRing(source, strip, memory);
  }

  /**
   * What loads the rows of a call's only input.
   *
   * @param microkernels what they are loaded with
   * @param window the window that they are padded for
   * @param call the call
   * @param stored the input's stored rows
   * @param scratch memory of the worker that loads them
   * @return a loader
   */
  static RowLoader loader(
      Microkernels microkernels,
      Window window,
      KernelCall call,
      StoredRows stored,
      Scratch scratch) {
    return new RowLoader(
        microkernels, call.input(), stored, window.padding(), scratch, LOADER_SCRATCH);
  }

  /**
   * Bytes of scratch memory that ring and loader take, and a subclass's sections.
   *
   * @param window the window
   * @param strip the strips
   * @param input shape of the input
   * @param more numbers of those sections
   * @return bytes
   */
  static long scratchBytes(Window window, Strip strip, Shape input, int... more) {
    int columns = Math.min(input.width(), loadedColumns(window, strip.columns()));
    return Float.BYTES
        * (Sections.floats(strip.ringFloats(), CacheLines.whole(more))
            + RowLoader.scratchFloats(columns, input.channels()));
  }

  private static int loadedColumns(Window window, int columns) {
    return (columns - 1) * window.strideW() + window.dilationW() * (window.kernelW() - 1) + 1;
  }

  /**
   * Computes a strip's piece of one row. The input rows under the window are in the ring.
   *
   * @param row row of the output, counted through all pictures
   * @param top the uppermost row of the padded input under the window
   * @param x first column of the output
   * @param columns how many columns
   */
  abstract void computeRow(int row, int top, int x, int columns);

  /**
   * The input rows.
   *
   * @return the ring; its columns begin with the first that the strip's first output reads
   */
  final RowRing ring() {
    return ring;
  }

  /**
   * The memory that the ring is in.
   *
   * @return the sections behind the ring's
   */
  final Sections memory() {
    return memory;
  }

  /**
   * The memory of the worker.
   *
   * @return the memory that the band was made with
   */
  final Scratch scratch() {
    return scratch;
  }

  /**
   * Computes all of the band.
   *
   * @param from the first row, counted through all pictures
   * @param to one past the last row
   */
  final void compute(int from, int to) {
    Strip.walk(from, to, shape.height(), shape.width(), strip.columns(), this::computeStrip);
  }

  private void computeStrip(int from, int to, int picture, int x, int columns) {
    int top = (from - picture * shape.height()) * window.strideH();
    stored.beginStrip((x + columns) * window.strideW());
    ring.begin(picture, x * window.strideW(), loadedColumns(window, columns), top);
    for (int row = from; row < to; row++) {
      workers.throwIfCancelled();
      ring.advance(top);
      computeRow(row, top, x, columns);
      top += window.strideH();
    }
  }
}
