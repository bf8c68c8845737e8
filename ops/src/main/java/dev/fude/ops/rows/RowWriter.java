package dev.fude.ops.rows;

import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.RowSums;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StoredValue;

/**
 * Where a worker puts pieces of rows of the output: straight into the array that holds them, else
 * into memory of its own, from where they are written. What is stored is summed on the way.
 */
final class RowWriter {
  /** The worker's array for pieces, which no kernel uses for anything else. */
  private static final int PIECE_SCRATCH = 9;

  private final Microkernels microkernels;
  private final StoredValue result;
  private final int channels;
  private final RowSums sums; // or null
  private final Scratch scratch;
  private final boolean direct;
  private final float[] array;

  /**
   * A writer of one worker.
   *
   * @param microkernels what sums
   * @param call whose output is written
   * @param scratch the worker's memory
   * @param columns the most columns of a piece
   */
  RowWriter(Microkernels microkernels, KernelCall call, Scratch scratch, int columns) {
    this(microkernels, call.result(), call.sums(), scratch, columns);
  }

  /**
   * A writer of one worker, with sums of its own.
   *
   * @param microkernels what sums
   * @param result what is written
   * @param sums receives the sums of what is stored, or null
   * @param scratch the worker's memory
   * @param columns the most columns of a piece
   */
  RowWriter(
      Microkernels microkernels, StoredValue result, RowSums sums, Scratch scratch, int columns) {
    this.microkernels = microkernels;
    this.result = result;
    this.channels = result.shape().channels();
    this.sums = sums;
    this.scratch = scratch;
    this.direct = result.slot().array() != null;
    this.array = direct ? result.slot().array() : scratch.floats(PIECE_SCRATCH, columns * channels);
  }

  /**
   * Memory of a worker for pieces that are not put straight where they belong.
   *
   * @param columns the most columns of a piece
   * @param channels channels of the output
   * @return floats
   */
  static long scratchFloats(int columns, int channels) {
    return (long) columns * channels;
  }

  /**
   * What pieces are put into.
   *
   * @return the array; of no more use for a piece once it has ended
   */
  float[] array() {
    return array;
  }

  /**
   * Begins a piece.
   *
   * @param row its row, counted through all pictures
   * @param x its first column
   * @return where in {@link #array()} its first pixel goes
   */
  int begin(int row, int x) {
    return direct ? (int) result.index(row, x) : 0;
  }

  /**
   * Begins a piece that was written before, with what it held then.
   *
   * @param row its row, counted through all pictures
   * @param x its first column
   * @param columns how many
   * @return where in {@link #array()} it is
   */
  int beginAgain(int row, int x, int columns) {
    int at = begin(row, x);
    if (!direct) {
      result.slot().read(result.index(row, x), array, at, columns * channels);
    }
    return at;
  }

  /**
   * Ends a piece: all of its pixels are in the array.
   *
   * @param row its row, counted through all pictures
   * @param x its first column
   * @param columns how many, at least 1
   */
  void end(int row, int x, int columns) {
    int at = begin(row, x);
    if (sums != null) {
      microkernels.addSums(sums.array(), sums.offset(row), array, at, channels, columns, scratch);
    }
    if (!direct) {
      result.slot().write(result.index(row, x), array, at, columns * channels);
    }
  }
}
