package dev.fude.ops.rows;

import dev.fude.core.op.ConvTranspose2d;
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
 * {@link ConvTranspose2d}, phase by phase ({@link TransposedWindow}), each as {@link RowConv2d}. To
 * interleave them costs nothing: the sums of a phase go to every s-th pixel of a row's {@link
 * PieceSums}.
 */
final class RowConvTranspose2d implements Kernel {
  private final Microkernels microkernels;
  private final TransposedWindow transposed;
  private final Window window; // over the output
  private final Window reach; // of a cell over the input
  private final PackedWeights[][] phases; // (strideH, strideW)
  private final float[] bias; // (paddedOutChannels)

  private RowConvTranspose2d(
      Microkernels microkernels, ConvTranspose2d op, Tensor weight, Tensor bias) {
    this.microkernels = microkernels;
    this.transposed = new TransposedWindow(op.window());
    this.window = op.window();
    this.reach = transposed.reach();
    this.phases = new PackedWeights[window.strideH()][window.strideW()];
    for (int py = 0; py < window.strideH(); py++) {
      for (int px = 0; px < window.strideW(); px++) {
        phases[py][px] = PackedWeights.of(microkernels, transposed.phase(weight, py, px), bias, 1);
      }
    }
    this.bias = phases[0][0].biases();
  }

  /**
   * Packs the weights of a transposed convolution.
   *
   * @param microkernels what multiplies
   * @param op its attributes
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(
      Microkernels microkernels, ConvTranspose2d op, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    return new RowConvTranspose2d(microkernels, op, weight, parameters.get(Parameter.BIAS));
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = strip(input, shapes.output());
    int columns = strip.columns() * window.strideW();
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(reach, strip, input, PieceSums.floats(phases[0][0], columns))
        + Float.BYTES * RowWriter.scratchFloats(columns, shapes.output().channels());
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = strip(call.input().shape(), call.shape());
    Bands.of(call, reach, 1, transposed.cellRows(call))
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  private Strip strip(Shape input, Shape output) {
    return Strip.of(reach, input, transposed.cells(output), microkernels.stripPixels());
  }

  /** Some rows of cells, computed by one worker. */
  private final class Band extends TransposedBand {
    private final int inChannels;
    private final int outChannels;
    private final PieceSums sums; // of a row of outputs

    Band(KernelCall call, Strip strip, StoredRows rows, Scratch scratch) {
      super(
          microkernels,
          transposed,
          strip,
          loader(microkernels, reach, call, rows, scratch),
          call,
          rows,
          scratch,
          PieceSums.floats(phases[0][0], strip.columns() * window.strideW()));
      int columns = strip.columns() * window.strideW();
      this.inChannels = call.input().shape().channels();
      this.outChannels = call.shape().channels();
      this.sums = new PieceSums(phases[0][0], bias, columns, memory(), scratch);
    }

    @Override
    void computePhases(int py, int top, int columns) {
      sums.setToBias(columns * window.strideW());
      for (int px = 0; px < window.strideW(); px++) {
        multiplyAdd(py, px, top, columns);
      }
    }

    private void multiplyAdd(int py, int px, int top, int columns) {
      int rows = transposed.rows(py);
      int taps = transposed.columns(px);
      int depth = taps * inChannels;
      for (Panel panel : phases[py][px].panels()) {
        for (int ky = 0; ky < rows; ky++) {
          int inputRow = ring().offset(top + reach.kernelH() - rows + ky);
          sums.multiplyAdd(
              ring().data(),
              inputRow + (reach.kernelW() - taps) * inChannels,
              inChannels,
              panel,
              panel.row(ky, 0),
              depth,
              px,
              window.strideW(),
              columns);
        }
      }
    }

    @Override
    void copy(int first, int columns, float[] to, int at) {
      sums.store(first, columns, to, at, outChannels);
    }
  }
}
