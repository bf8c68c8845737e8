package dev.fude.ops.rows;

import dev.fude.core.op.ConvTranspose2d;
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
 * {@link ConvTranspose2d} of few output channels, phase by phase ({@link TransposedWindow}), each
 * as {@link RowConv2dPlanar}: over vectors of neighbouring cells. The phases of a row come together
 * where it is laid out by pixels.
 */
final class RowConvTranspose2dPlanar implements Kernel {
  private static final int PIXELS_SCRATCH = StripBand.FREE_SCRATCH;
  private static final int RESULTS_SCRATCH = StripBand.FREE_SCRATCH + 1;

  private final Microkernels microkernels;
  private final TransposedWindow transposed;
  private final Window reach; // of a cell over the input
  private final int inChannels;
  private final PlanarWeights[][] phases; // (strideH, strideW)
  private final float[] bias;

  private RowConvTranspose2dPlanar(
      Microkernels microkernels, ConvTranspose2d op, Tensor weight, Tensor bias) {
    this.microkernels = microkernels;
    this.transposed = new TransposedWindow(op.window());
    this.reach = transposed.reach();
    this.inChannels = weight.shape().extent(0);
    this.phases = new PlanarWeights[op.window().strideH()][op.window().strideW()];
    for (int py = 0; py < phases.length; py++) {
      for (int px = 0; px < phases[py].length; px++) {
        Tensor phase = transposed.phase(weight, py, px);
        phases[py][px] = microkernels.planar(RowConv2dPlanar.byRows(phase));
      }
    }
    this.bias = bias == null ? new float[weight.shape().extent(1)] : bias.data();
  }

  /**
   * Packs the weights of a transposed convolution.
   *
   * @param microkernels what multiplies
   * @param op its attributes, of which {@link #fits} is true
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(
      Microkernels microkernels, ConvTranspose2d op, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    return new RowConvTranspose2dPlanar(microkernels, op, weight, parameters.get(Parameter.BIAS));
  }

  /**
   * Whether a transposed convolution has few output channels, and taps in each phase.
   *
   * @param microkernels what multiplies
   * @param op its attributes
   * @param weight (inChannels, outChannels, kernelH, kernelW)
   * @return whether it can be computed so
   */
  static boolean fits(Microkernels microkernels, ConvTranspose2d op, Tensor weight) {
    Window window = op.window();
    return weight.shape().extent(1) < microkernels.planarBelow()
        && window.kernelH() >= window.strideH()
        && window.kernelW() >= window.strideW()
        && RowConv2dPlanar.offsets(window, weight.shape().extent(0))
            <= RowConv2dPlanar.MOST_OFFSETS;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = strip(input, shapes.output());
    int columns = strip.columns() * transposed.window().strideW();
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(reach, strip, input)
        + Float.BYTES * RowWriter.scratchFloats(columns, shapes.output().channels())
        + (long) Float.BYTES * planes(strip).length() * inChannels
        + (long) Float.BYTES * columns * phases[0][0].paddedChannels()
        + Integer.BYTES * RowConv2dPlanar.offsets(transposed.window(), inChannels);
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = strip(call.input().shape(), call.shape());
    Bands.of(call, reach, 1, transposed.cellRows(call))
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  private Strip strip(Shape input, Shape output) {
    Strip byCells = Strip.of(reach, input, transposed.cells(output), phases[0][0].pixels());
    return byCells.withRowFloats(planes(byCells).rowFloats());
  }

  private Planes planes(Strip strip) {
    return Planes.of(reach, inChannels, strip.columns());
  }

  /** Some rows of cells, computed by one worker. */
  private final class Band extends TransposedBand {
    private final Planes planes;
    private final int stride; // floats between planes of results
    private final float[] results; // (strideW, paddedChannels, stride)
    private final int[][][][] at; // (py, px, uppermost row of the ring): each weight's pixels
    private int cells; // that were computed last

    Band(KernelCall call, Strip strip, StoredRows stored, Scratch scratch) {
      super(
          microkernels,
          transposed,
          strip,
          new PlanarRows(
              loader(microkernels, reach, call, stored, scratch),
              planes(strip),
              scratch,
              PIXELS_SCRATCH),
          call,
          stored,
          scratch);
      this.planes = planes(strip);
      this.stride = strip.columns();
      int phase = stride * phases[0][0].paddedChannels();
      this.results = scratch.floats(RESULTS_SCRATCH, phases[0].length * phase);
      this.at = new int[phases.length][phases[0].length][strip.ringRows()][];
    }

    @Override
    void computePhases(int py, int top, int columns) {
      for (int px = 0; px < phases[py].length; px++) {
        PlanarWeights weights = phases[py][px];
        int to = px * weights.paddedChannels() * stride;
        int[] pixels = pixels(py, px, top);
        weights.compute(ring().data(), pixels, results, to, stride, columns, scratch());
      }
      cells = columns;
    }

    private int[] pixels(int py, int px, int top) {
      int[][] found = at[py][px];
      int uppermost = top % found.length;
      if (found[uppermost] == null) {
        found[uppermost] = find(transposed.rows(py), transposed.columns(px), top);
      }
      return found[uppermost];
    }

    private int[] find(int rows, int columns, int top) {
      int[] at = new int[rows];
      for (int ky = 0; ky < rows; ky++) {
        at[ky] = ring().offset(top + reach.kernelH() - rows + ky);
      }
      return planes.find(at, columns, reach.kernelW() - columns, 1);
    }

    @Override
    void copy(int first, int columns, float[] to, int toAt) {
      int step = phases[0].length;
      for (int px = 0; px < step; px++) {
        int from = Math.max(0, Strip.ceilDiv(first - px + step, step) - 1);
        int end = Math.min(cells, Strip.ceilDiv(first + columns - px + step, step) - 1);
        int plane = px * phases[0][0].paddedChannels() * stride + from;
        int pixel = toAt + (from * step + px - first) * bias.length;
        int count = end - from;
        Planes.interleave(results, plane, stride, count, bias, to, pixel, step * bias.length);
      }
    }
  }
}
