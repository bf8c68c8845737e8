package dev.fude.ops.rows;

import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;

/** Lays rows of computed tiles out by pixels, adds a bias, and stores them. */
final class PlanarTileWriter {
  private final RowWriter writer;
  private final PlanarStrip strip;
  private final float[] finished;
  private final int paddedChannels;
  private final float[] bias;

  /**
   * A writer of one worker.
   *
   * @param microkernels what sums what is stored
   * @param call whose output is written
   * @param strip how the rows were laid out
   * @param finished what holds them, (outputs of a tile, paddedChannels, line)
   * @param paddedChannels lines from one output of a tile to the next
   * @param bias what is added, (outChannels)
   * @param scratch memory of the worker
   */
  PlanarTileWriter(
      Microkernels microkernels,
      KernelCall call,
      PlanarStrip strip,
      float[] finished,
      int paddedChannels,
      float[] bias,
      Scratch scratch) {
    this.writer = new RowWriter(microkernels, call, scratch, strip.columns());
    this.strip = strip;
    this.finished = finished;
    this.paddedChannels = paddedChannels;
    this.bias = bias;
  }

  /**
   * Stores a row.
   *
   * @param row its row, counted through all pictures
   * @param x its first column
   * @param columns how many
   * @param at where it begins in the first line of what holds it
   * @param line floats of a line
   */
  void store(int row, int x, int columns, int at, int line) {
    int channels = bias.length;
    int to = writer.begin(row, x);
    for (int i = 0; i < Math.min(columns, strip.outputs()); i++) {
      int from = i * paddedChannels * line + at;
      int count = Strip.ceilDiv(columns - i, strip.outputs());
      int step = strip.outputs() * channels;
      Planes.interleave(finished, from, line, count, bias, writer.array(), to + i * channels, step);
    }
    writer.end(row, x, columns);
  }
}
