package dev.fude.ops.rows;

import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;

/**
 * {@link DepthToSpace}: a row of the input is loaded once and becomes as many rows of the output as
 * the factor says.
 */
final class RowDepthToSpace implements Kernel {
  private static final int PIECE_SCRATCH = 0;
  private static final int LOADER_SCRATCH = 1;

  private final Microkernels microkernels;
  private final DepthToSpace op;

  RowDepthToSpace(Microkernels microkernels, DepthToSpace op) {
    this.microkernels = microkernels;
    this.op = op;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Shape output = shapes.output();
    return microkernels.scratchBytes(shapes)
        + (long) Float.BYTES * input.width() * input.channels()
        + Float.BYTES * RowLoader.scratchFloats(input.width(), input.channels())
        + Float.BYTES * RowWriter.scratchFloats(output.width(), output.channels());
  }

  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    call.rows(
        (from, to, scratch) -> {
          Row loaded = new Row(call, scratch);
          RowWriter writer = new RowWriter(microkernels, call, scratch, shape.width());
          for (int row = from; row < to; row++) {
            loaded.load(row / op.factor());
            loaded.spread(row % op.factor(), writer.array(), writer.begin(row, 0));
            writer.end(row, 0, shape.width());
          }
        });
  }

  /** A worker's row of the input. */
  private final class Row {
    private final Shape in;
    private final int[][] sources; // of each row of a block: where its numbers stand in a pixel
    private final RowLoader loader;
    private final float[] numbers; // (width, channels) of the input
    private int row = -1;

    Row(KernelCall call, Scratch scratch) {
      this.in = call.input().shape();
      this.sources = sources(call.shape().channels());
      this.loader =
          new RowLoader(microkernels, call.input(), Padding.NONE, scratch, LOADER_SCRATCH);
      this.numbers = scratch.floats(PIECE_SCRATCH, in.width() * in.channels());
    }

    private int[][] sources(int channels) {
      int factor = op.factor();
      int[][] sources = new int[factor][factor * channels];
      for (int dy = 0; dy < factor; dy++) {
        for (int i = 0; i < factor * channels; i++) {
          int pixel = dy * factor + i / channels;
          sources[dy][i] = op.arrangement().source(pixel, i % channels, factor * factor, channels);
        }
      }
      return sources;
    }

    /** Loads a row, counted through all pictures, unless it is there. */
    void load(int wanted) {
      if (row != wanted) {
        row = wanted;
        loader.load(row / in.height(), row % in.height(), 0, in.width(), numbers, 0);
      }
    }

    /** Puts down one of the output's rows that the row becomes. */
    void spread(int dy, float[] output, int to) {
      int[] source = sources[dy];
      int at = to;
      for (int from = 0; from < in.width() * in.channels(); from += in.channels()) {
        for (int i = 0; i < source.length; i++) {
          output[at + i] = numbers[from + source[i]];
        }
        at += source.length;
      }
    }
  }
}
