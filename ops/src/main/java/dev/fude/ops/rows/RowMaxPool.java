package dev.fude.ops.rows;

import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Bands;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredRows;

/**
 * {@link MaxPool}: bands, strips and rows as in {@link RowConv2d}. The largest numbers of each
 * column's rows come first, one long line at a time; then those of neighbouring columns, a pixel at
 * a time.
 */
final class RowMaxPool implements Kernel {
  private static final int COLUMNS_SCRATCH = StripBand.FREE_SCRATCH;

  private final Microkernels microkernels;
  private final MaxPool op;
  private final Window window;

  RowMaxPool(Microkernels microkernels, MaxPool op) {
    this.microkernels = microkernels;
    this.op = op;
    this.window = op.window();
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = Strip.of(window, input, shapes.output(), 1);
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(window, strip, input)
        + (long) Float.BYTES * strip.rowFloats()
        + Float.BYTES * RowWriter.scratchFloats(strip.columns(), input.channels());
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = Strip.of(window, call.input().shape(), call.shape(), 1);
    Bands.of(call, window, 1, call.wanted())
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band extends StripBand {
    private final int channels;
    private final RowWriter writer;
    private final float[] maxima; // (columns under the strip, channels): of each column's rows

    Band(KernelCall call, Strip strip, StoredRows rows, Scratch scratch) {
      super(microkernels, window, strip, call, rows, scratch);
      this.channels = call.shape().channels();
      this.writer = new RowWriter(microkernels, call, scratch, strip.columns());
      this.maxima = scratch.floats(COLUMNS_SCRATCH, strip.rowFloats());
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      compareRows(top, ((columns - 1) * op.stride() + op.kernel()) * channels);
      compareColumns(columns, writer.array(), writer.begin(row, x));
      writer.end(row, x, columns);
    }

    private void compareRows(int top, int length) {
      float[] rows = ring().data();
      System.arraycopy(rows, ring().offset(top), maxima, 0, length);
      for (int ky = 1; ky < op.kernel(); ky++) {
        microkernels.max(maxima, 0, rows, ring().offset(top + ky), length, 1);
      }
    }

    private void compareColumns(int columns, float[] output, int to) {
      for (int i = 0; i < columns; i++) {
        int first = i * op.stride() * channels;
        int at = to + i * channels;
        System.arraycopy(maxima, first, output, at, channels);
        microkernels.max(output, at, maxima, first + channels, channels, op.kernel() - 1);
      }
    }
  }
}
