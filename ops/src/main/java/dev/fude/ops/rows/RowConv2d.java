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
 *
 * <p>What is called a pixel above is a block of some where there are few output channels ({@link
 * PixelBlocks}).
 */
final class RowConv2d implements Kernel {
  private static final int SUMS_SCRATCH = StripBand.FREE_SCRATCH;

  /** Bits of an infinity: those of finite numbers are less, those of NaNs more. */
  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private final Microkernels microkernels;
  private final int groups;
  private final Window window; // of a pixel
  private final PixelBlocks blocks;
  private final PixelBlocks singles; // blocks of one pixel

  private RowConv2d(Microkernels microkernels, Conv2d op, Tensor weight, Tensor bias) {
    this.microkernels = microkernels;
    this.groups = op.groups();
    this.window = op.window();
    this.blocks = PixelBlocks.cheapest(microkernels, op, weight, bias);
    this.singles =
        blocks.pixels() == 1 ? blocks : PixelBlocks.single(microkernels, op, weight, bias);
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
    int columns = strip.columns() * blocks.pixels();
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(blocks.window(), strip, input)
        + Float.BYTES * RowWriter.scratchFloats(columns, shapes.output().channels())
        + Float.BYTES * PieceSums.floats(singles.weights(), columns);
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = strip(call.input().shape(), call.shape());
    Bands.of(call, window, 1, call.wanted())
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  private Strip strip(Shape input, Shape output) {
    return Strip.of(blocks.window(), input, blocks.shape(output), microkernels.stripPixels());
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band extends StripBand {
    private final int inChannels;
    private final Shape shape; // of the output
    private final RowWriter writer;
    private final PieceSums blockSums;
    private final PieceSums pixelSums; // in the same memory

    Band(KernelCall call, Strip strip, StoredRows rows, Scratch scratch) {
      super(
          blocks.window(),
          strip,
          blocks.shape(call.shape()),
          loader(microkernels, window, call, rows, scratch),
          rows,
          call.workers(),
          scratch);
      this.inChannels = call.input().shape().channels();
      this.shape = call.shape();
      int columns = strip.columns() * blocks.pixels();
      this.writer = new RowWriter(microkernels, call, scratch, columns);
      this.pixelSums = sums(singles, columns, scratch);
      this.blockSums = sums(blocks, strip.columns(), scratch);
    }

    private static PieceSums sums(PixelBlocks of, int most, Scratch scratch) {
      return new PieceSums(of.weights(), of.bias(), most, scratch, SUMS_SCRATCH);
    }

    @Override
    void computeRow(int row, int top, int x, int count) {
      int column = x * blocks.pixels();
      int columns = Math.min(count * blocks.pixels(), shape.width() - column);
      int to = writer.begin(row, column);
      multiply(blocks, blockSums, top, count);
      storeBlocks(columns, to);
      if (blocks.pixels() > 1 && !areFinite(writer.array(), to, columns * shape.channels())) {
        multiply(singles, pixelSums, top, columns);
        pixelSums.store(0, columns, writer.array(), to, shape.channels());
      }
      writer.end(row, column, columns);
    }

    private void multiply(PixelBlocks of, PieceSums sums, int top, int count) {
      sums.setToBias(count);
      for (Panel panel : of.weights().panels()) {
        for (int ky = 0; ky < window.kernelH(); ky++) {
          int row = ring().offset(top + ky * window.dilationH());
          multiplyAddKernelRow(of.window(), sums, row, panel, ky, count);
        }
      }
    }

    private void multiplyAddKernelRow(
        Window window, PieceSums sums, int at, Panel panel, int ky, int count) {
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

    private void storeBlocks(int columns, int to) {
      int channels = shape.channels();
      int block = blocks.pixels() * channels;
      int whole = columns / blocks.pixels();
      blockSums.store(0, whole, writer.array(), to, block);
      int rest = columns % blocks.pixels();
      if (rest > 0) {
        blockSums.storePart(whole, rest * channels, writer.array(), to + whole * block);
      }
    }
  }

  private static boolean areFinite(float[] values, int at, int count) {
    int most = 0;
    for (int i = at; i < at + count; i++) {
      most = Math.max(most, Float.floatToRawIntBits(values[i]) & Integer.MAX_VALUE);
    }
    return most < INFINITY;
  }
}
