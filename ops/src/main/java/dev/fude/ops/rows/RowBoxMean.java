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
 * number of those. Both sums are those of a depthwise convolution whose weights are ones ({@link
 * PackedTaps}).
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
    PackedTaps sum = sum(call.shape().channels());
    Bands.of(call, window, 1, call.wanted())
        .split(
            (from, to, rows, scratch) ->
                new Band(call, strip, sum, rows, scratch).compute(from, to));
  }

  /** Adds up what lies under as many taps as the box is wide. */
  private PackedTaps sum(int channels) {
    float[] ones = new float[window.kernelW() * channels];
    Arrays.fill(ones, 1);
    return microkernels.taps(ones, new float[channels]);
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band extends StripBand {
    private final Shape shape;
    private final PackedTaps sum;
    private final RowWriter writer;
    private final float[] means; // (columns under the strip, channels): of each column's rows
    private final int[] at = new int[window.kernelW()]; // where a tap begins

    Band(KernelCall call, Strip strip, PackedTaps sum, StoredRows rows, Scratch scratch) {
      super(microkernels, window, strip, call, rows, scratch);
      this.shape = call.shape();
      this.sum = sum;
      this.writer = new RowWriter(microkernels, call, scratch, strip.columns());
      this.means = scratch.floats(COLUMNS_SCRATCH, strip.rowFloats());
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      averageRows(top, columns + 2 * op.radius(), row % shape.height());
      averageColumns(x, columns, writer.array(), writer.begin(row, x));
      writer.end(row, x, columns);
    }

    private void averageRows(int top, int columns, int y) {
      for (int ky = 0; ky < at.length; ky++) {
        at[ky] = ring().offset(top + ky);
      }
      int channels = shape.channels();
      sum.compute(ring().data(), at, channels, means, 0, columns, scratch());
      divide(means, 0, columns * channels, op.count(y, shape.height()));
    }

    private void averageColumns(int x, int columns, float[] output, int to) {
      int channels = shape.channels();
      for (int kx = 0; kx < at.length; kx++) {
        at[kx] = kx * channels;
      }
      sum.compute(means, at, channels, output, to, columns, scratch());
      int before = Math.min(columns, Math.max(0, op.radius() - x));
      int inside = Math.max(before, Math.min(columns, shape.width() - op.radius() - x));
      divideEdge(output, to, x, 0, before);
      divide(output, to + before * channels, (inside - before) * channels, at.length);
      divideEdge(output, to, x, inside, columns);
    }

    /** Divides pixels whose box reaches beyond the picture, on either side. */
    private void divideEdge(float[] output, int to, int x, int first, int end) {
      int channels = shape.channels();
      for (int i = first; i < end; i++) {
        divide(output, to + i * channels, channels, op.count(x + i, shape.width()));
      }
    }

    private void divide(float[] numbers, int from, int length, int count) {
      for (int i = from; i < from + length; i++) {
        numbers[i] /= count;
      }
    }
  }
}
