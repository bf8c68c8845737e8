package dev.fude.ops.rows;

import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;

/**
 * An op of two values, element by element. Both inputs are loaded into scratch memory, a piece of a
 * row at a time, because the output may be the array of either.
 */
abstract class RowPairwise implements Kernel {
  /** Of each input: long enough that a call to a scratch file costs little beside its numbers. */
  private static final int PIECE_FLOATS = 16 * 1024;

  private static final int PIECE_SCRATCH = 0;
  private static final int LOADER_SCRATCH = 2;

  private final Microkernels microkernels;

  RowPairwise(Microkernels microkernels) {
    this.microkernels = microkernels;
  }

  /**
   * What works on rows.
   *
   * @return the provider's innermost loops
   */
  final Microkernels microkernels() {
    return microkernels;
  }

  /**
   * Makes one piece of two.
   *
   * @param first numbers from 0 on; may be changed
   * @param second numbers from 0 on
   * @param to receives the results from {@code at} on; neither of the others
   * @param at where the results begin
   * @param length how many there are
   */
  abstract void combine(float[] first, float[] second, float[] to, int at, int length);

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
              piece.compute(row, x, Math.min(columns, shape.width() - x));
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
                microkernels, call.inputs().get(i), Padding.NONE, scratch, LOADER_SCRATCH + i);
      }
    }

    void compute(int row, int x, int columns) {
      int channels = shape.channels();
      for (int i = 0; i < 2; i++) {
        loaders[i].load(row / shape.height(), row % shape.height(), x, columns, pieces[i], 0);
      }
      combine(pieces[0], pieces[1], writer.array(), writer.begin(row, x), columns * channels);
      writer.end(row, x, columns);
    }
  }
}
