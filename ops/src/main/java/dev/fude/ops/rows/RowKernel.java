package dev.fude.ops.rows;

import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;

/**
 * A kernel that loads a row of its input into the output and then works on it there. Most of what
 * such an op does is loading.
 */
public abstract class RowKernel implements Kernel {
  /** The first of the worker's arrays that this class leaves to its subclasses. */
  public static final int FREE_SCRATCH = 1;

  private static final int LOADER_SCRATCH = 0;

  private final Microkernels microkernels;

  RowKernel(Microkernels microkernels) {
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

  @Override
  public long scratchBytes(StepShapes shapes) {
    int channels = shapes.output().channels();
    return microkernels.scratchBytes(shapes)
        + Float.BYTES
            * (RowLoader.scratchFloats(shapes.output().width(), channels)
                + RowWriter.scratchFloats(shapes.output().width(), channels));
  }

  @Override
  public void run(KernelCall call) {
    KernelInput input = input(call);
    Shape shape = call.shape();
    call.rows(
        (from, to, scratch) -> {
          RowLoader loader = new RowLoader(microkernels, input, padding(), scratch, LOADER_SCRATCH);
          RowWriter writer = new RowWriter(microkernels, call, scratch, shape.width());
          for (int row = from; row < to; row++) {
            int picture = row / shape.height();
            int y = row % shape.height();
            int at = writer.begin(row, 0);
            loader.load(picture, y, 0, shape.width(), writer.array(), at);
            finishPixels(writer.array(), at, shape.width(), shape.channels(), scratch);
            writer.end(row, 0, shape.width());
          }
        });
  }

  /**
   * What is loaded.
   *
   * @param call the call
   * @return the call's input, unless the op adds to what is applied to it
   */
  KernelInput input(KernelCall call) {
    return call.input();
  }

  /**
   * What stands around the input.
   *
   * @return nothing, unless the op is padding
   */
  Padding padding() {
    return Padding.NONE;
  }

  /**
   * Works on a loaded row, in place, where it matters which numbers make up a pixel.
   *
   * @param row the output, of which (columns, channels) from {@code at} on are the row
   * @param at where the row begins
   * @param columns pixels
   * @param channels values a pixel
   * @param scratch memory of the worker, from {@link #FREE_SCRATCH} on
   */
  void finishPixels(float[] row, int at, int columns, int channels, Scratch scratch) {
    finish(row, at, columns * channels, scratch);
  }

  /**
   * Works on a loaded row, in place.
   *
   * @param row the output, of which {@code length} numbers from {@code at} on are the row
   * @param at where the row begins
   * @param length width times channels
   * @param scratch memory of the worker, from {@link #FREE_SCRATCH} on
   */
  void finish(float[] row, int at, int length, Scratch scratch) {}
}
