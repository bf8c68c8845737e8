package dev.fude.ops.rows;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Bands;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredRows;
import java.util.Map;

/**
 * {@link Conv2d} of few output channels, directly, over vectors of neighbouring pixels.
 *
 * <p><b>The idea.</b> {@link RowConv2d} fills its vectors with output channels. The last layers of
 * a generator have 3 to 12, which leaves lanes of a vector of 16 empty, and with no second vector
 * at its side every multiply-add has a load of its own. Pixels there are many: so the rows under
 * the window are laid out by channels ({@link Planes}) as they come in, one number of a weight is
 * multiplied with vectors of pixels, and the sums of some output channels share what was loaded.
 * What is computed is laid out by pixels again while it is in the nearest cache. Every number is
 * moved once each way, for {@code kernelH * kernelW} multiply-adds with each output channel: with
 * vectors a kernel of one tap is not worth it.
 *
 * <p>Every weight reads its pixels where it finds them, by a table of where these begin: "indirect
 * convolution" (M. Dukhan, arXiv:1907.02129), but with one entry a weight. So strides and dilations
 * are in the table alone.
 */
final class RowConv2dPlanar implements Kernel {
  private static final int PIXELS_SCRATCH = StripBand.FREE_SCRATCH;

  /** A quarter of a mebibyte: more offsets would not stay near. */
  static final int MOST_OFFSETS = 1 << 16;

  private final Microkernels microkernels;
  private final Window window;
  private final int inChannels;
  private final PlanarWeights weights;
  private final float[] bias;

  private RowConv2dPlanar(Microkernels microkernels, Conv2d op, Tensor weight, Tensor bias) {
    this.microkernels = microkernels;
    this.window = op.window();
    this.inChannels = weight.shape().extent(1);
    this.weights = microkernels.planar(byRows(weight));
    this.bias = bias == null ? new float[op.outChannels()] : bias.data();
  }

  /**
   * Packs the weights of a convolution.
   *
   * @param microkernels what multiplies
   * @param op its attributes, for which {@link ConvolutionAlgorithm} has chosen this algorithm
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(Microkernels microkernels, Conv2d op, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    return new RowConv2dPlanar(microkernels, op, weight, parameters.get(Parameter.BIAS));
  }

  /**
   * Entries of all tables of one worker: one for each weight of an output channel, in as many
   * tables as there are rows under the window, each of which may be the uppermost.
   *
   * @param window the convolution's window
   * @param inChannels channels of its input
   * @return how many
   */
  static long offsets(Window window, int inChannels) {
    long reach = (long) window.dilationH() * (window.kernelH() - 1) + 1;
    return reach * window.taps() * inChannels;
  }

  /** An output channel's weights in the order in which rows of planes are read. */
  static float[][] byRows(Tensor weight) {
    Shape oihw = weight.shape();
    int rows = oihw.extent(2);
    int columns = oihw.extent(3);
    int depth = oihw.extent(1) * rows * columns;
    float[][] byRows = new float[oihw.extent(0)][depth];
    for (int out = 0; out < byRows.length; out++) {
      for (int in = 0; in < oihw.extent(1); in++) {
        for (int ky = 0; ky < rows; ky++) {
          int from = out * depth + (in * rows + ky) * columns;
          int to = (ky * oihw.extent(1) + in) * columns;
          System.arraycopy(weight.data(), from, byRows[out], to, columns);
        }
      }
    }
    return byRows;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = strip(input, shapes.output());
    int loaded = planes(strip).length() * window.strideW();
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(window, strip, input, resultFloats(strip))
        + Float.BYTES * RowWriter.scratchFloats(strip.columns(), shapes.output().channels())
        + (long) Float.BYTES * loaded * inChannels
        + Integer.BYTES * offsets(window, inChannels);
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = strip(call.input().shape(), call.shape());
    Bands.of(call, window, 1, call.wanted())
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  private Strip strip(Shape input, Shape output) {
    Strip byPixels = Strip.of(window, input, output, weights.pixels());
    return byPixels.withRowFloats(planes(byPixels).rowFloats());
  }

  private Planes planes(Strip strip) {
    return Planes.of(window, inChannels, strip.columns());
  }

  private int resultFloats(Strip strip) {
    return Math.multiplyExact(strip.columns(), weights.paddedChannels());
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band extends StripBand {
    private final Planes planes;
    private final RowWriter writer;
    private final int stride; // floats between planes of results
    private final int results; // where in the memory they begin
    private final int[][] at; // where each weight's pixels begin, by the ring's uppermost row

    Band(KernelCall call, Strip strip, StoredRows rows, Scratch scratch) {
      super(
          window,
          strip,
          call.shape(),
          new PlanarRows(
              loader(microkernels, window, call, rows, scratch),
              planes(strip),
              scratch,
              PIXELS_SCRATCH),
          rows,
          call.workers(),
          scratch,
          scratch.sections(strip.ringFloats(), resultFloats(strip)));
      this.planes = planes(strip);
      this.writer = new RowWriter(microkernels, call, scratch, strip.columns());
      this.stride = strip.columns();
      this.results = memory().take(resultFloats(strip));
      this.at = new int[strip.ringRows()][];
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      float[] memory = memory().array();
      weights.compute(ring().data(), pixels(top), memory, results, stride, columns, scratch());
      int to = writer.begin(row, x);
      Planes.interleave(memory, results, stride, columns, bias, writer.array(), to, bias.length);
      writer.end(row, x, columns);
    }

    private int[] pixels(int top) {
      int uppermost = top % at.length;
      if (at[uppermost] == null) {
        at[uppermost] = find(top);
      }
      return at[uppermost];
    }

    private int[] find(int top) {
      int[] rows = new int[window.kernelH()];
      for (int ky = 0; ky < rows.length; ky++) {
        rows[ky] = ring().offset(top + ky * window.dilationH());
      }
      return planes.find(rows, window.kernelW(), 0, window.dilationW());
    }
  }
}
