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
 * {@link Conv2d} of few output channels with a 3x3 or 7x7 kernel of stride 1, by Winograd's minimal
 * filtering both ways, over lines of neighbouring tiles.
 *
 * <p><b>The idea.</b> It computes what {@link RowConv2dWinograd} does, and tells less: there, lines
 * are as long as a tile has channels, here, as long as there are tiles. That is for providers whose
 * short lines are slow.
 *
 * <p><b>The order.</b> A {@linkplain PlanarTiles2d chunk} is some rows of tiles. Its input rows
 * come in as planes of tiles, transformed along the row ({@link PlanarTileRows2d}). Then for each
 * frequency j along the rows: B^T down the columns, {@linkplain PlanarWeights a product} for each
 * frequency down the columns, A^T down the columns. When all j are there, each row of the tiles is
 * finished by A^T along the row and laid out by pixels.
 *
 * <p>Accuracy is that of {@link RowConv2dWinograd}, and what is not finite spreads in the same way.
 */
final class RowConv2dPlanarWinograd2d implements Kernel {
  private static final int PLANES_SCRATCH = PlanarTileLoader.FREE_SCRATCH;
  private static final int TRANSFORMED_SCRATCH = PLANES_SCRATCH + 1;
  private static final int PRODUCTS_SCRATCH = PLANES_SCRATCH + 2;
  private static final int HALF_SCRATCH = PLANES_SCRATCH + 3;
  private static final int FINISHED_SCRATCH = PLANES_SCRATCH + 4;

  private final Microkernels microkernels;
  private final WinogradTransform transform;
  private final int inputs; // n: rows and columns of a tile's inputs
  private final int outputs; // m: rows and columns of a tile's outputs
  private final Window window;
  private final int inChannels;
  private final PlanarWeights[] weights; // of each frequency, (along the row, down the column)
  private final int paddedChannels;
  private final float[] bias;

  private RowConv2dPlanarWinograd2d(
      Microkernels microkernels,
      Conv2d op,
      WinogradTransform transform,
      Tensor weight,
      Tensor bias) {
    this.microkernels = microkernels;
    this.transform = transform;
    this.inputs = transform.inputs();
    this.outputs = transform.outputs();
    this.window = op.window();
    this.inChannels = weight.shape().extent(1);
    this.weights = new PlanarWeights[inputs * inputs];
    float[][][] transformed = WinogradWeights.byFrequency(weight, transform.matrices());
    for (int frequency = 0; frequency < weights.length; frequency++) {
      weights[frequency] = microkernels.planar(transformed[frequency]);
    }
    this.paddedChannels = weights[0].paddedChannels();
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
    return new RowConv2dPlanarWinograd2d(microkernels, op, transform, weight, bias);
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    PlanarTiles2d cut = cut(shapes.output());
    int width = shapes.inputs().get(0).width();
    long results = (long) inputs + outputs * inputs + outputs;
    return microkernels.scratchBytes(shapes)
        + Float.BYTES
            * (PlanarTileLoader.scratchFloats(cut.strip(), cut.rows(), width)
                + RowWriter.scratchFloats(cut.strip().columns(), shapes.output().channels())
                + cut.planesFloats()
                + ((long) inputs * inChannels + results * paddedChannels) * cut.line())
        + (long) Integer.BYTES * inputs * inChannels;
  }

  private PlanarTiles2d cut(Shape output) {
    return PlanarTiles2d.of(
        transform, window.kernelH(), inChannels, paddedChannels, weights[0].pixels(), output);
  }

  @Override
  public void run(KernelCall call) {
    PlanarTiles2d cut = cut(call.shape());
    Bands.of(call, window, outputs, RowConv2dWinograd.tileRows(call, outputs))
        .split((from, to, rows, scratch) -> new Band(call, cut, rows, scratch).compute(from, to));
  }

  /** Some rows of tiles, computed by one worker. */
  private final class Band {
    private final KernelCall call;
    private final Shape shape; // (batch, height, width, outChannels)
    private final int height; // of a picture, in rows of tiles
    private final PlanarTiles2d cut;
    private final PlanarStrip strip;
    private final StoredRows stored;
    private final Scratch scratch;
    private final float[] planes;
    private final PlanarTileRows2d rows;
    private final int[] tileRows = new int[inputs]; // where in a plane the rows of a tile begin
    private final int[][] at; // where each channel of a frequency begins
    private final float[] transformed; // (inputs, inChannels, line)
    private final float[] products; // (inputs, paddedChannels, line)
    private final float[] half; // (outputs, inputs, paddedChannels, line)
    private final float[] finished; // (outputs, paddedChannels, line)
    private final PlanarTileWriter writer;

    Band(KernelCall call, PlanarTiles2d cut, StoredRows stored, Scratch scratch) {
      this.call = call;
      this.shape = call.shape();
      this.height = Strip.ceilDiv(shape.height(), outputs);
      this.cut = cut;
      this.strip = cut.strip();
      this.stored = stored;
      this.scratch = scratch;
      this.planes = scratch.floats(PLANES_SCRATCH, cut.planesFloats());
      RowLoader loader = StripBand.loader(microkernels, window, call, stored, scratch);
      this.rows =
          new PlanarTileRows2d(
              new PlanarTileLoader(loader, strip, cut.rows(), transform, scratch), cut, planes);
      for (int k = 0; k < inputs; k++) {
        tileRows[k] = cut.at(k);
      }
      this.at = new int[inputs][inChannels];
      for (int k = 0; k < inputs * inChannels; k++) {
        at[k / inChannels][k % inChannels] = k * cut.line();
      }
      int results = paddedChannels * cut.line();
      this.transformed = scratch.floats(TRANSFORMED_SCRATCH, inputs * inChannels * cut.line());
      this.products = scratch.floats(PRODUCTS_SCRATCH, inputs * results);
      this.half = scratch.floats(HALF_SCRATCH, outputs * inputs * results);
      this.finished = scratch.floats(FINISHED_SCRATCH, outputs * results);
      this.writer =
          new PlanarTileWriter(microkernels, call, strip, finished, paddedChannels, bias, scratch);
    }

    void compute(int from, int to) {
      Strip.walk(from, to, height, shape.width(), strip.columns(), this::computeStrip);
    }

    private void computeStrip(int from, int to, int picture, int x, int columns) {
      stored.beginStrip(x + columns);
      int top = (from - picture * height) * outputs;
      rows.begin(picture, x, Strip.ceilDiv(columns, outputs), top);
      for (int row = from; row < to; row += cut.rows()) {
        call.workers().throwIfCancelled();
        int count = Math.min(cut.rows(), to - row);
        rows.load(count);
        for (int j = 0; j < inputs; j++) {
          transformColumns(j, count);
          multiply(j, count);
          transformProducts(j);
        }
        rows.moveUp(count);
        store(row - picture * height, count, picture, x, columns);
      }
    }

    /** B^T down the columns. */
    private void transformColumns(int j, int count) {
      int stride = inChannels * cut.line();
      for (int channel = 0; channel < inChannels; channel++) {
        int plane = (j * inChannels + channel) * cut.planeFloats();
        int to = channel * cut.line();
        transform.input(
            planes, tileRows, plane, transformed, to, stride, strip.line(count), scratch);
      }
    }

    private void multiply(int j, int count) {
      int columns = count * strip.pitch();
      for (int i = 0; i < inputs; i++) {
        int to = i * paddedChannels * cut.line();
        weights[j * inputs + i].compute(
            transformed, at[i], products, to, cut.line(), columns, scratch);
      }
    }

    /** A^T down the columns. */
    private void transformProducts(int j) {
      int stride = paddedChannels * cut.line();
      transform.output(products, 0, stride, half, j * stride, inputs * stride, stride, scratch);
    }

    private void store(int tileRow, int count, int picture, int x, int columns) {
      int stride = paddedChannels * cut.line();
      for (int y = 0; y < outputs; y++) {
        transform.output(half, y * inputs * stride, stride, finished, 0, stride, stride, scratch);
        for (int i = 0; i < count; i++) {
          int row = (tileRow + i) * outputs + y;
          if (row < shape.height()) {
            int stored = picture * shape.height() + row;
            writer.store(stored, x, columns, i * strip.pitch(), cut.line());
          }
        }
      }
    }
  }
}
