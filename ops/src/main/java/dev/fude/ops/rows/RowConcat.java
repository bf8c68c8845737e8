package dev.fude.ops.rows;

import dev.fude.core.op.Concat;
import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;

/** {@link Concat}: each input's row is loaded into scratch memory, and from there its pixels. */
final class RowConcat implements Kernel {
  private static final int PIECE_SCRATCH = 0;
  private static final int LOADER_SCRATCH = 1;

  private final Microkernels microkernels;

  RowConcat(Microkernels microkernels) {
    this.microkernels = microkernels;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape output = shapes.output();
    int most = shapes.inputs().stream().mapToInt(Shape::channels).max().orElse(0);
    return microkernels.scratchBytes(shapes)
        + (long) Float.BYTES * output.width() * most
        + Float.BYTES * RowLoader.scratchFloats(output.width(), most)
        + Float.BYTES * RowWriter.scratchFloats(output.width(), output.channels());
  }

  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    call.rows(
        (from, to, scratch) -> {
          RowWriter writer = new RowWriter(microkernels, call, scratch, shape.width());
          for (int row = from; row < to; row++) {
            int at = writer.begin(row, 0);
            for (KernelInput input : call.inputs()) {
              load(input, row, shape, writer.array(), at, scratch);
              at += input.shape().channels();
            }
            writer.end(row, 0, shape.width());
          }
        });
  }

  /** Loads a row of one input and puts its pixels where the output's have room for them. */
  private void load(
      KernelInput input, int row, Shape shape, float[] output, int to, Scratch scratch) {
    int width = shape.width();
    int channels = input.shape().channels();
    float[] piece = scratch.floats(PIECE_SCRATCH, width * channels); // (width, channels)
    new RowLoader(microkernels, input, Padding.NONE, scratch, LOADER_SCRATCH)
        .load(row / shape.height(), row % shape.height(), 0, width, piece, 0);
    for (int x = 0; x < width; x++) {
      System.arraycopy(piece, x * channels, output, to + x * shape.channels(), channels);
    }
  }
}
