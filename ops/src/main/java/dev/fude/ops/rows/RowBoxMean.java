package dev.fude.ops.rows;

import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Bands;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredRows;
import java.util.Arrays;

/**
 * {@link BoxMean}: bands, strips and rows as in {@link RowConv2d}. The sums of a row's columns come
 * first, each divided by the number of rows; then the sums of neighbouring columns, divided by the
 * number of those. The loops are plain Java: boxes are for the few channels of a picture.
 */
final class RowBoxMean implements Kernel {
  private static final int COLUMNS_SCRATCH = StripBand.FREE_SCRATCH;

  private final Microkernels microkernels;
  private final BoxMean op;
  private final Window window;

  RowBoxMean(Microkernels microkernels, BoxMean op) {
    this.microkernels = microkernels;
    this.op = op;
    this.window = op.window();
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape shape = shapes.output();
    Strip strip = Strip.of(window, shape, shape, 1);
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(window, strip, shape)
        + (long) Float.BYTES * strip.rowFloats()
        + Float.BYTES * RowWriter.scratchFloats(strip.columns(), shape.channels());
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = Strip.of(window, call.shape(), call.shape(), 1);
    Bands.of(call, window, 1, call.wanted())
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band extends StripBand {
    private final Shape shape;
    private final RowWriter writer;
    private final float[] means; // (columns under the strip, channels): of each column's rows

    Band(KernelCall call, Strip strip, StoredRows rows, Scratch scratch) {
      super(microkernels, window, strip, call, rows, scratch);
      this.shape = call.shape();
      this.writer = new RowWriter(microkernels, call, scratch, strip.columns());
      this.means = scratch.floats(COLUMNS_SCRATCH, strip.rowFloats());
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      averageRows(top, (columns + 2 * op.radius()) * shape.channels(), row % shape.height());
      averageColumns(x, columns, writer.array(), writer.begin(row, x));
      writer.end(row, x, columns);
    }

    private void averageRows(int top, int length, int y) {
      float[] rows = ring().data();
      System.arraycopy(rows, ring().offset(top), means, 0, length);
      for (int ky = 1; ky < window.kernelH(); ky++) {
        addTo(means, 0, rows, ring().offset(top + ky), length);
      }
      divide(means, 0, length, op.count(y, shape.height()));
    }

    private void averageColumns(int x, int columns, float[] output, int to) {
      int channels = shape.channels();
      int length = columns * channels;
      Arrays.fill(output, to, to + length, 0);
      for (int kx = 0; kx < window.kernelW(); kx++) {
        addTo(output, to, means, kx * channels, length);
      }
      for (int i = 0; i < columns; i++) {
        divide(output, to + i * channels, channels, op.count(x + i, shape.width()));
      }
    }

    private void addTo(float[] sums, int at, float[] numbers, int from, int length) {
      for (int i = 0; i < length; i++) {
        sums[at + i] += numbers[from + i];
      }
    }

    private void divide(float[] numbers, int from, int length, int count) {
      for (int i = from; i < from + length; i++) {
        numbers[i] /= count;
      }
    }
  }
}
