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
import dev.fude.ops.runtime.Sections;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredRows;
import java.util.Map;

/**
 * {@link Conv2d} of few output channels with a 3x3 or 7x7 kernel of stride 1, over vectors of
 * neighbouring tiles: Winograd's minimal filtering along the rows alone.
 *
 * <p><b>The idea.</b> As in {@link RowConv2dWinograd}, m outputs side by side take n products for
 * each kernel row instead of m times the kernel's width: 10 instead of 24 for 3x3 with m = 8, 12
 * instead of 42 for 7x7 with m = 6. Down the columns the sum is the plain one,
 *
 * <pre>
 * y = A^T [ sum over kernel rows and input channels of (G g) * (B^T d) ]
 * </pre>
 *
 * so that a row is transformed once for all windows that reach it, and what is left of the
 * convolution is, for each frequency, a {@linkplain PlanarWeights planar} one of a kernel one
 * column wide. Nesting both ways would save more products, but with few channels those are the
 * smaller part, and the transforms, which go by channels and not by their product, would double.
 *
 * <p><b>The order.</b> A {@linkplain PlanarTiles chunk} is some rows of a strip. Its input rows
 * come in as planes of tiles, already transformed ({@link PlanarTileRows}). Each frequency is
 * multiplied over the whole chunk as over one long row, then A^T is applied to all of them at once,
 * and each row is laid out by pixels.
 *
 * <p>Accuracy lies between the direct sum's and that of tiles both ways. What is not finite spreads
 * over its tile's m outputs of every row that reads it.
 */
final class RowConv2dPlanarWinograd implements Kernel {
  private static final int PLANES_SCRATCH = PlanarTileLoader.FREE_SCRATCH;

  private final Microkernels microkernels;
  private final WinogradTransform transform;
  private final Window window;
  private final int inChannels;
  private final PlanarWeights[] weights; // of each frequency
  private final float[] bias;

  private RowConv2dPlanarWinograd(
      Microkernels microkernels,
      Conv2d op,
      WinogradTransform transform,
      Tensor weight,
      Tensor bias) {
    this.microkernels = microkernels;
    this.transform = transform;
    this.window = op.window();
    this.inChannels = weight.shape().extent(1);
    this.weights = new PlanarWeights[transform.inputs()];
    double[][] matrix = transform.matrices().weightMatrix();
    for (int j = 0; j < weights.length; j++) {
      weights[j] = microkernels.planar(transformed(weight, matrix[j]));
    }
    this.bias = bias == null ? new float[op.outChannels()] : bias.data();
  }

  /**
   * Transforms and packs the weights of a convolution.
   *
   * @param microkernels what multiplies
   * @param op its attributes, for which {@link ConvolutionAlgorithm} has chosen this algorithm
   * @param tile the tiles to use, of the op's kernel
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(
      Microkernels microkernels, Conv2d op, WinogradTile tile, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    Tensor bias = parameters.get(Parameter.BIAS);
    WinogradTransform transform = microkernels.transform(tile);
    return new RowConv2dPlanarWinograd(microkernels, op, transform, weight, bias);
  }

  /** One frequency of the kernel's rows, (outChannels, kernel rows, inChannels). */
  private static float[][] transformed(Tensor weight, double[] matrixRow) {
    Shape oihw = weight.shape();
    int inChannels = oihw.extent(1);
    int taps = oihw.extent(2);
    float[][] transformed = new float[oihw.extent(0)][taps * inChannels];
    for (int out = 0; out < transformed.length; out++) {
      for (int in = 0; in < inChannels; in++) {
        for (int ky = 0; ky < taps; ky++) {
          int from = ((out * inChannels + in) * taps + ky) * taps;
          double sum = 0;
          for (int kx = 0; kx < taps; kx++) {
            sum += matrixRow[kx] * weight.data()[from + kx];
          }
          transformed[out][ky * inChannels + in] = (float) sum;
        }
      }
    }
    return transformed;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    PlanarTiles cut = cut(shapes.output());
    PlanarStrip strip = cut.strip();
    int width = shapes.inputs().get(0).width();
    return microkernels.scratchBytes(shapes)
        + Float.BYTES
            * (PlanarTileLoader.scratchFloats(strip, cut.rowsLoaded(), width)
                + RowWriter.scratchFloats(strip.columns(), shapes.output().channels())
                + cut.planesFloats()
                + Sections.floats(
                    resultFloats(cut, strip.inputs()), resultFloats(cut, strip.outputs())))
        + (long) Integer.BYTES * weights.length * window.kernelH() * inChannels;
  }

  /** Floats of so many numbers of each tile's row and each channel. */
  private int resultFloats(PlanarTiles cut, int numbers) {
    int line = cut.strip().line(cut.rows());
    return Math.multiplyExact(numbers, Math.multiplyExact(weights[0].paddedChannels(), line));
  }

  private PlanarTiles cut(Shape output) {
    return PlanarTiles.of(transform, window.kernelH(), inChannels, weights[0].pixels(), output);
  }

  @Override
  public void run(KernelCall call) {
    PlanarTiles cut = cut(call.shape());
    Bands.of(call, window, 1, call.wanted())
        .split((from, to, rows, scratch) -> new Band(call, cut, rows, scratch).compute(from, to));
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band {
    private final KernelCall call;
    private final int height; // of a picture
    private final PlanarTiles cut;
    private final PlanarStrip strip;
    private final StoredRows stored;
    private final Scratch scratch;
    private final float[] planes;
    private final PlanarTileRows rows;
    private final int[][] at; // where in the planes each weight of a frequency begins
    private final float[] results; // what the following begin in
    private final int products; // (inputs, paddedChannels, line)
    private final int finished; // (outputs, paddedChannels, line)
    private final PlanarTileWriter writer;

    Band(KernelCall call, PlanarTiles cut, StoredRows stored, Scratch scratch) {
      this.call = call;
      this.height = call.shape().height();
      this.cut = cut;
      this.strip = cut.strip();
      this.stored = stored;
      this.scratch = scratch;
      this.planes = scratch.floats(PLANES_SCRATCH, cut.planesFloats());
      RowLoader loader = StripBand.loader(microkernels, window, call, stored, scratch);
      this.rows =
          new PlanarTileRows(
              new PlanarTileLoader(loader, strip, cut.rowsLoaded(), transform, scratch),
              cut,
              planes);
      this.at = new int[strip.inputs()][];
      for (int j = 0; j < at.length; j++) {
        at[j] = at(j);
      }
      int productFloats = resultFloats(cut, strip.inputs());
      int finishedFloats = resultFloats(cut, strip.outputs());
      Sections memory = scratch.sections(productFloats, finishedFloats);
      this.results = memory.array();
      this.products = memory.take(productFloats);
      this.finished = memory.take(finishedFloats);
      int padded = weights[0].paddedChannels();
      this.writer = new PlanarTileWriter(microkernels, call, strip, results, padded, bias, scratch);
    }

    private int[] at(int frequency) {
      int[] at = new int[strip.taps() * inChannels];
      for (int k = 0; k < at.length; k++) {
        int plane = frequency * inChannels + k % inChannels;
        at[k] = plane * cut.planeFloats() + k / inChannels * strip.pitch();
      }
      return at;
    }

    void compute(int from, int to) {
      Strip.walk(from, to, height, call.shape().width(), strip.columns(), this::computeStrip);
    }

    private void computeStrip(int from, int to, int picture, int x, int columns) {
      stored.beginStrip(x + columns);
      int tiles = Strip.ceilDiv(columns, strip.outputs());
      rows.begin(picture, x, tiles, from - picture * height);
      for (int row = from; row < to; row += cut.rows()) {
        call.workers().throwIfCancelled();
        int count = Math.min(cut.rows(), to - row);
        rows.advance(count);
        multiply(count);
        for (int i = 0; i < count; i++) {
          writer.store(row + i, x, columns, finished + i * strip.pitch(), strip.line(count));
        }
      }
    }

    private void multiply(int count) {
      int line = strip.line(count);
      int columns = count * strip.pitch();
      int stride = weights[0].paddedChannels() * line;
      for (int j = 0; j < weights.length; j++) {
        weights[j].compute(planes, at[j], results, products + j * stride, line, columns, scratch);
      }
      transform.output(
          results, products, stride, results, finished, stride, bias.length * line, scratch);
    }
  }
}
