package dev.fude.ops.rows;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.rows.PackedWeights.Panel;
import dev.fude.ops.runtime.Bands;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredRows;
import java.util.Map;

/**
 * {@link Conv2d}, directly, as matrix products over rows that stay in the cache.
 *
 * <p>In channels-last memory the numbers under one row of the kernel lie side by side: {@code
 * kernelW * channels} of them, from the pixel where the window stands. So a row of outputs is, for
 * each row of the kernel, a product of a matrix whose rows overlap in memory (one pixel further is
 * {@code strideW * channels} floats further) with a packed panel of weights. No im2col matrix is
 * made, not even of a tile: it would be {@code kernelW} times as much memory for the same numbers.
 * This is an "implicit GEMM" (Chetlur et al., arXiv:1410.0759) that needs no index table, thanks to
 * the layout.
 *
 * <p>The loops, outermost first:
 *
 * <ol>
 *   <li>bands of output rows, one for each thread at a time;
 *   <li>strips of columns ({@link Strip}), so that the input rows under the window fit into the
 *       second-level cache; they are loaded once, with everything that is folded in ({@link
 *       RowRing}, {@link RowLoader});
 *   <li>output rows;
 *   <li>panels of output channels ({@link PackedWeights});
 *   <li>rows of the kernel, cut so that a matrix of weights stays in the nearest cache;
 *   <li>tiles of pixels, in registers ({@link PackedMatrix}), whose sums are {@link PieceSums}.
 * </ol>
 *
 * <p>With dilation or groups the numbers under a kernel row lie apart: then each kernel column is a
 * product of its own.
 */
final class RowConv2d implements Kernel {
  private final Microkernels microkernels;
  private final int groups;
  private final Window window;
  private final PackedWeights weights;
  private final float[] bias; // what sums begin with, (paddedOutChannels)

  private RowConv2d(Microkernels microkernels, Conv2d op, Tensor weight, Tensor bias) {
    this.microkernels = microkernels;
    this.groups = op.groups();
    this.window = op.window();
    this.weights = PackedWeights.of(microkernels, weight, bias, groups);
    this.bias = weights.biases();
  }

  /**
   * Packs the weights of a convolution.
   *
   * @param microkernels what multiplies
   * @param op its attributes
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(Microkernels microkernels, Conv2d op, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    return new RowConv2d(microkernels, op, weight, parameters.get(Parameter.BIAS));
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = strip(input, shapes.output());
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(window, strip, input, PieceSums.floats(weights, strip.columns()))
        + Float.BYTES * RowWriter.scratchFloats(strip.columns(), shapes.output().channels());
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = strip(call.input().shape(), call.shape());
    Bands.of(call, window, 1, call.wanted())
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  private Strip strip(Shape input, Shape output) {
    return Strip.of(window, input, output, microkernels.stripPixels());
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band extends StripBand {
    private final int inChannels;
    private final int outChannels;
    private final RowWriter writer;
    private final PieceSums sums;

    Band(KernelCall call, Strip strip, StoredRows rows, Scratch scratch) {
      super(
          microkernels,
          window,
          strip,
          call,
          rows,
          scratch,
          PieceSums.floats(weights, strip.columns()));
      this.inChannels = call.input().shape().channels();
      this.outChannels = call.shape().channels();
      this.writer = new RowWriter(microkernels, call, scratch, strip.columns());
      this.sums = new PieceSums(weights, bias, strip.columns(), memory(), scratch);
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      int to = writer.begin(row, x);
      multiply(top, columns);
      sums.store(0, columns, writer.array(), to, outChannels);
      writer.end(row, x, columns);
    }

    private void multiply(int top, int columns) {
      sums.setToBias(columns);
      for (Panel panel : weights.panels()) {
        for (int ky = 0; ky < window.kernelH(); ky++) {
          int row = ring().offset(top + ky * window.dilationH());
          multiplyAddKernelRow(row, panel, ky, columns);
        }
      }
    }

    private void multiplyAddKernelRow(int at, Panel panel, int ky, int count) {
      int stride = window.strideW() * inChannels;
      if (window.dilationW() == 1 && groups == 1) {
        int depth = window.kernelW() * inChannels;
        sums.multiplyAdd(ring().data(), at, stride, panel, panel.row(ky, 0), depth, 0, 1, count);
        return;
      }
      int depth = inChannels / groups;
      for (int kx = 0; kx < window.kernelW(); kx++) {
        int pixel = at + kx * window.dilationW() * inChannels + panel.group() * depth;
        int row = panel.row(ky, kx);
        sums.multiplyAdd(ring().data(), pixel, stride, panel, row, depth, 0, 1, count);
      }
    }
  }
}
