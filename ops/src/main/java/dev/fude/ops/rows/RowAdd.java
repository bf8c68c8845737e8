package dev.fude.ops.rows;

import dev.fude.core.op.Add;
import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;

/**
 * {@link Add}. Both inputs are loaded into scratch memory, a piece of a row at a time, because the
 * output may be the array of either.
 */
final class RowAdd implements Kernel {
  /** Of each input: together half of a first-level cache. */
  private static final int PIECE_FLOATS = 2048;

  private static final int PIECE_SCRATCH = 0;
  private static final int LOADER_SCRATCH = 2;

  private final Microkernels microkernels;

  RowAdd(Microkernels microkernels) {
    this.microkernels = microkernels;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    return microkernels.scratchBytes(shapes)
        + 3L * Float.BYTES * Math.max(PIECE_FLOATS, shapes.output().channels());
  }

  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    int columns = Math.max(1, Math.min(shape.width(), PIECE_FLOATS / shape.channels()));
    call.rows(
        (from, to, scratch) -> {
          Piece piece = new Piece(call, scratch, columns);
          for (int row = from; row < to; row++) {
            for (int x = 0; x < shape.width(); x += columns) {
              piece.add(row, x, Math.min(columns, shape.width() - x));
            }
          }
        });
  }

  /** A worker's piece of a row of both inputs. */
  private final class Piece {
    private final Shape shape;
    private final RowWriter writer;
    private final RowLoader[] loaders = new RowLoader[2];
    private final float[][] pieces = new float[2][]; // each (columns, channels)

    Piece(KernelCall call, Scratch scratch, int columns) {
      this.shape = call.shape();
      this.writer = new RowWriter(microkernels, call, scratch, columns);
      for (int i = 0; i < 2; i++) {
        pieces[i] = scratch.floats(PIECE_SCRATCH + i, columns * shape.channels());
        loaders[i] =
            new RowLoader(
                microkernels, call.inputs().get(i), Padding.NONE, scratch, LOADER_SCRATCH);
      }
    }

    void add(int row, int x, int columns) {
      int channels = shape.channels();
      for (int i = 0; i < 2; i++) {
        loaders[i].load(row / shape.height(), row % shape.height(), x, columns, pieces[i], 0);
      }
      microkernels.add(
          pieces[0], pieces[1], writer.array(), writer.begin(row, x), columns * channels);
      writer.end(row, x, columns);
    }
  }
}
