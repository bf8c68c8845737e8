package dev.fude.ops.rows;

import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Rows;
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
 * {@link ConvTranspose2d} as ordinary convolutions whose results interleave.
 *
 * <p><b>Phases.</b> With stride s, outputs whose places leave the same remainder when divided by s
 * read the same taps of the kernel: {@code py, py + s, py + 2s ...}. They are a <em>phase</em>, an
 * ordinary convolution of stride 1 over the input with those taps, in reverse order since an input
 * further down reaches an output by a tap further up. A 3x3 kernel of stride 2 falls into phases of
 * 2x2, 2x1, 1x2 and 1x1 taps: nine together, so that nothing is multiplied by the zeros that other
 * ways put between the pixels (Shi et al., "Is the deconvolution layer the same as a convolutional
 * layer?", arXiv:1609.07009).
 *
 * <p><b>Cells.</b> The s x s outputs of all phases that stand on the same input pixels are a cell.
 * Cells are the pixels of a convolution whose window spans the largest phase, so that bands, strips
 * and the ring of input rows are those of every convolution ({@link StripBand}), and each phase is
 * a product of its own with rows of that ring. To interleave them costs nothing: the sums of a
 * phase go to every s-th pixel of a row's {@link PieceSums}.
 */
final class RowConvTranspose2d implements Kernel {
  private static final int SUMS_SCRATCH = StripBand.FREE_SCRATCH;

  private final Microkernels microkernels;
  private final Window window; // over the output
  private final Window reach; // of a cell over the input
  private final PackedWeights[][] phases; // (strideH, strideW)
  private final float[] bias; // (paddedOutChannels)

  private RowConvTranspose2d(
      Microkernels microkernels, ConvTranspose2d op, Tensor weight, Tensor bias) {
    this.microkernels = microkernels;
    this.window = op.window();
    this.reach = reach(window);
    this.phases = new PackedWeights[window.strideH()][window.strideW()];
    for (int py = 0; py < window.strideH(); py++) {
      for (int px = 0; px < window.strideW(); px++) {
        phases[py][px] = PackedWeights.of(microkernels, phase(weight, py, px), bias, 1);
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

  /** The window of the largest phase, which the first output stands under. */
  private static Window reach(Window window) {
    int rows = tapsOfPhase(window.kernelH(), window.strideH(), 0);
    int columns = tapsOfPhase(window.kernelW(), window.strideW(), 0);
    int above = rows - 1 - window.padding().top() / window.strideH();
    int before = columns - 1 - window.padding().left() / window.strideW();
    return new Window(rows, columns, 1, 1, 1, 1, new Padding(above, 0, before, 0, PadMode.ZERO));
  }

  private static int tapsOfPhase(int kernel, int stride, int phase) {
    return Strip.ceilDiv(kernel - phase, stride);
  }

  /** The taps of a phase, as the weights of an ordinary convolution. */
  private Tensor phase(Tensor weight, int py, int px) {
    int inChannels = weight.shape().extent(0);
    int outChannels = weight.shape().extent(1);
    int rows = tapsOfPhase(window.kernelH(), window.strideH(), py);
    int columns = tapsOfPhase(window.kernelW(), window.strideW(), px);
    Tensor phase = Tensor.zeros(Shape.of(outChannels, inChannels, rows, columns));
    int to = 0;
    for (int o = 0; o < outChannels; o++) {
      for (int i = 0; i < inChannels; i++) {
        int from = (i * outChannels + o) * window.taps();
        for (int y = rows - 1; y >= 0; y--) {
          int ky = py + y * window.strideH();
          for (int x = columns - 1; x >= 0; x--) {
            int kx = px + x * window.strideW();
            phase.data()[to++] = weight.data()[from + ky * window.kernelW() + kx];
          }
        }
      }
    }
    return phase;
  }

  /** How many cells an output has along an axis; the first and the last may reach beyond it. */
  private static int cells(int extent, int stride, int cut) {
    return (extent - 1 + cut) / stride - cut / stride + 1;
  }

  private Shape cells(Shape output) {
    Padding cut = window.padding();
    return output.withSize(
        cells(output.height(), window.strideH(), cut.top()),
        cells(output.width(), window.strideW(), cut.left()));
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = strip(input, cells(shapes.output()));
    int columns = strip.columns() * window.strideW();
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(reach, strip, input)
        + Float.BYTES * RowWriter.scratchFloats(columns, shapes.output().channels())
        + Float.BYTES * PieceSums.floats(phases[0][0], columns);
  }

  @Override
  public void run(KernelCall call) {
    Shape cells = cells(call.shape());
    Strip strip = strip(call.input().shape(), cells);
    Bands.of(call, reach, 1, cellRows(call, cells))
        .split(
            (from, to, rows, scratch) ->
                new Band(call, cells, strip, rows, scratch).compute(from, to));
  }

  /** Rows of cells; of one that holds other rows as well, those are computed and not stored. */
  private Rows cellRows(KernelCall call, Shape cells) {
    if (call.wanted().count() == call.rowCount()) {
      return Rows.all(cells.batch() * cells.height());
    }
    int cut = window.padding().top() % window.strideH();
    return new Rows(
        (call.wanted().from() + cut) / window.strideH(),
        (call.wanted().to() - 1 + cut) / window.strideH() + 1);
  }

  private Strip strip(Shape input, Shape cells) {
    return Strip.of(reach, input, cells, microkernels.stripPixels());
  }

  /** Some rows of cells, computed by one worker. */
  private final class Band extends StripBand {
    private final int inChannels;
    private final Shape shape; // of the output
    private final Rows wanted; // of the output
    private final Shape cells;
    private final RowWriter writer;
    private final PieceSums sums; // of a row of outputs

    Band(KernelCall call, Shape cells, Strip strip, StoredRows rows, Scratch scratch) {
      super(
          reach,
          strip,
          cells,
          loader(microkernels, reach, call, rows, scratch),
          rows,
          call.workers(),
          scratch);
      int columns = strip.columns() * window.strideW();
      this.inChannels = call.input().shape().channels();
      this.shape = call.shape();
      this.wanted = call.wanted();
      this.cells = cells;
      this.writer = new RowWriter(microkernels, call, scratch, columns);
      this.sums = new PieceSums(phases[0][0], bias, columns, scratch, SUMS_SCRATCH);
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      int picture = row / cells.height();
      int cut = window.padding().top() % window.strideH();
      for (int py = 0; py < window.strideH(); py++) {
        int y = row % cells.height() * window.strideH() + py - cut;
        int stored = picture * shape.height() + y;
        if (y >= 0 && y < shape.height() && wanted.has(stored)) {
          sums.setToBias(columns * window.strideW());
          for (int px = 0; px < window.strideW(); px++) {
            multiplyAdd(py, px, top, columns);
          }
          store(stored, x, columns);
        }
      }
    }

    private void multiplyAdd(int py, int px, int top, int columns) {
      int rows = tapsOfPhase(window.kernelH(), window.strideH(), py);
      int taps = tapsOfPhase(window.kernelW(), window.strideW(), px);
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

    /** Stores a row of outputs, without those that reach beyond the picture. */
    private void store(int row, int x, int columns) {
      int first = x * window.strideW() - window.padding().left() % window.strideW();
      int from = Math.max(0, first);
      int count = Math.min(shape.width(), first + columns * window.strideW()) - from;
      if (count > 0) {
        sums.store(from - first, count, writer.array(), writer.begin(row, from), shape.channels());
        writer.end(row, from, count);
      }
    }
  }
}
