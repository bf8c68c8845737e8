package dev.fude.ops.rows;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Rows;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.rows.WinogradWeights.Panel;
import dev.fude.ops.runtime.Bands;
import dev.fude.ops.runtime.CacheLines;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.Sections;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredRows;
import java.util.Arrays;
import java.util.Map;

/**
 * {@link Conv2d} with a 3x3 or 7x7 kernel of stride 1, by Winograd's minimal filtering: fewer
 * multiplications, paid for with additions and a little accuracy.
 *
 * <p><b>The idea</b> [1]. A tile of m x m outputs reads n x n inputs, n = m - 1 + kernel. In one
 * dimension, m outputs of a filter can be had with n products instead of m times the kernel ({@link
 * ToomCook}); nesting that for rows and columns,
 *
 * <pre>
 * Y = A^T [ sum over input channels of (G g G^T) * (B^T d B) ] A
 * </pre>
 *
 * takes n^2 products for m^2 outputs: 100 instead of 576 for 3x3 with m = 8, and 144 instead of
 * 1764 for 7x7 with m = 6. Since {@code *} is element by element, each of the n^2 frequencies is a
 * product of matrices of its own: (tiles, inChannels) times (inChannels, outChannels), which is
 * what {@link PackedMatrix} computes.
 *
 * <p><b>The tile.</b> Larger tiles save products and lose digits. For 3x3, m = 8 has seven eighths
 * of the products of m = 6 and divides the sides of most pictures; together with narrow register
 * blocks for what tiles are left over, the layers took 8 % less time. Whole pictures by trained
 * weights are within 0.014 grey levels of the float64 reference, 0.0005 on average.
 *
 * <p><b>The order.</b> Tiles are the pixels of a convolution whose window is n x n and moves by m,
 * so that bands, strips and the ring of input rows are those of every convolution ({@link
 * StripBand}). A strip is a {@linkplain WinogradBlock block} of tiles. Rows come into the ring
 * already transformed along the row ({@link WinogradRows}). Then for each frequency j along the
 * rows:
 *
 * <ol>
 *   <li>B^T down the columns, from the ring;
 *   <li>n products of matrices, one for each frequency down the columns;
 *   <li>A^T down the columns;
 * </ol>
 *
 * and when all j are there, A^T along the rows, straight into the output. What lies between these
 * steps is one n-th of a block and stays in the nearest caches, and each step works on long lines
 * ({@link WinogradTransform} tells why that matters).
 *
 * <p><b>Accuracy.</b> B^T enlarges numbers that A^T makes cancel again, so rounding errors grow: on
 * random numbers about fiftyfold for 3x3 and a hundredfold for 7x7, compared with the direct sum.
 * What is not finite spreads: every output whose window holds a NaN is NaN, but other outputs of
 * its tile may be NaN too; and where a window holds an infinity, outputs of its tile are infinite
 * or NaN. Where that matters, there is {@link RowConv2d}.
 *
 * <p>[1] A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. arXiv:1509.09308,
 * 2015.
 */
final class RowConv2dWinograd implements Kernel {
  /** Leaves negative values as they are. */
  private static final float NO_SLOPE = 1;

  private final Microkernels microkernels;
  private final WinogradTransform transform;
  private final int inputs; // n: rows and columns of a tile's inputs
  private final int outputs; // m: rows and columns of a tile's outputs
  private final WinogradWeights weights;
  private final ChannelAffine bias; // or null
  private final Window window;
  private final Window tiles; // which inputs each tile reads
  private final int inChannels;

  private RowConv2dWinograd(
      Microkernels microkernels,
      Conv2d op,
      WinogradTransform transform,
      Tensor weight,
      Tensor bias) {
    this.microkernels = microkernels;
    this.transform = transform;
    this.inputs = transform.inputs();
    this.outputs = transform.outputs();
    this.weights = new WinogradWeights(microkernels, weight, transform.matrices());
    this.bias = bias == null ? null : shift(microkernels, bias.data());
    this.inChannels = weight.shape().extent(1);
    this.window = op.window();
    this.tiles = new Window(inputs, inputs, outputs, outputs, 1, 1, op.window().padding());
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
    return new RowConv2dWinograd(microkernels, op, transform, weight, bias);
  }

  private static ChannelAffine shift(Microkernels microkernels, float[] bias) {
    float[] ones = new float[bias.length];
    Arrays.fill(ones, 1);
    return new ChannelAffine(microkernels, ones, bias, 0, bias.length);
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    WinogradBlock block = block(shapes.output());
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(tiles, block.strip(), shapes.inputs().get(0), block.sections())
        + Float.BYTES * RowWriter.scratchFloats(block.columns(), shapes.output().channels());
  }

  private WinogradBlock block(Shape output) {
    return WinogradBlock.of(microkernels.lanes(), transform, weights, output);
  }

  @Override
  public void run(KernelCall call) {
    WinogradBlock block = block(call.shape());
    Bands.of(call, window, outputs, tileRows(call, outputs))
        .split((from, to, rows, scratch) -> new Band(call, block, rows, scratch).compute(from, to));
  }

  /**
   * Rows of tiles that hold the wanted rows. A picture of a batch begins with a new one.
   *
   * @param call the call
   * @param outputs rows of a tile
   * @return rows, counted through all pictures
   */
  static Rows tileRows(KernelCall call, int outputs) {
    int height = Strip.ceilDiv(call.shape().height(), outputs);
    return call.wanted().count() == call.rowCount()
        ? Rows.all(call.shape().batch() * height)
        : new Rows(call.wanted().from() / outputs, Strip.ceilDiv(call.wanted().to(), outputs));
  }

  private RowSource rows(
      KernelCall call, WinogradBlock block, StoredRows stored, Scratch scratch, Sections memory) {
    RowLoader loader = StripBand.loader(microkernels, tiles, call, stored, scratch);
    return new WinogradRows(loader, block, transform, inChannels, memory, scratch);
  }

  /** Some rows of tiles, computed by one worker. */
  private final class Band extends StripBand {
    private final WinogradBlock block;
    private final Shape shape; // (batch, height, width, outChannels)
    private final RowWriter writer;
    private final float[] memory; // what the following begin in
    private final int transformed; // (inputs, transformedStride), of each (tiles, channels)
    private final int products; // (inputs, productStride), each of padded (tiles, outChannels)
    private final int half; // (outputs, inputs, productStride), each of padded (tiles, outChannels)
    private final int finished; // (outputs, paddedOutChannels)
    private final int[] ringRows = new int[inputs]; // where the rows of a tile begin

    Band(KernelCall call, WinogradBlock block, StoredRows stored, Scratch scratch) {
      this(
          call,
          block,
          stored,
          scratch,
          scratch.sections(block.strip().ringFloats(), CacheLines.whole(block.sections())));
    }

    private Band(
        KernelCall call, WinogradBlock block, StoredRows stored, Scratch scratch, Sections memory) {
      super(
          tiles,
          block.strip(),
          block.tileShape(),
          rows(call, block, stored, scratch, memory),
          stored,
          call.workers(),
          scratch,
          memory);
      this.block = block;
      this.shape = call.shape();
      this.writer = new RowWriter(microkernels, call, scratch, block.columns());
      this.memory = memory.array();
      this.transformed = memory.take(block.transformedFloats());
      this.products = memory.take(block.productFloats());
      this.half = memory.take(block.halfFloats());
      this.finished = memory.take(block.finishedFloats());
    }

    @Override
    void computeRow(int row, int top, int x, int tiles) {
      for (int k = 0; k < inputs; k++) {
        ringRows[k] = ring().offset(top + k);
      }
      for (int j = 0; j < inputs; j++) {
        transformColumns(j, tiles);
        multiply(j, tiles);
        transformProducts(j, tiles);
      }
      store(row, x, tiles);
    }

    /** B^T down the columns. */
    private void transformColumns(int j, int tiles) {
      int stride = block.transformedStride();
      int length = tiles * block.paddedInChannels();
      transform.input(memory, ringRows, j * stride, memory, transformed, stride, length, scratch());
    }

    private void multiply(int j, int tiles) {
      for (int i = 0; i < inputs; i++) {
        int sums = products + i * block.productStride();
        Arrays.fill(memory, sums, sums + block.productStride(), 0);
        for (Panel panel : weights.panels()) {
          panel
              .matrix()
              .multiplyAdd(
                  memory,
                  transformed + i * block.transformedStride(),
                  block.paddedInChannels(),
                  weights.row(j * inputs + i),
                  inChannels,
                  memory,
                  sums + panel.firstChannel(),
                  weights.paddedOutChannels(),
                  tiles,
                  scratch());
        }
      }
    }

    /** A^T down the columns. */
    private void transformProducts(int j, int tiles) {
      int stride = block.productStride();
      int length = tiles * weights.paddedOutChannels();
      transform.output(
          memory, products, stride, memory, half + j * stride, inputs * stride, length, scratch());
    }

    private void store(int row, int x, int tiles) {
      int picture = row / block.tileShape().height();
      int top = row % block.tileShape().height() * outputs;
      int left = x * outputs;
      int height = Math.min(outputs, shape.height() - top);
      int width = Math.min(tiles * outputs, shape.width() - left);
      for (int i = 0; i < height; i++) {
        storeRow(i, picture * shape.height() + top + i, left, width);
      }
    }

    private void storeRow(int i, int row, int x, int columns) {
      float[] output = writer.array();
      int channels = shape.channels();
      int to = writer.begin(row, x);
      int whole = weights.paddedOutChannels() == channels ? columns / outputs : 0;
      if (whole > 0) {
        int at = half + i * inputs * block.productStride();
        transform.outputTiles(
            memory, at, block.productStride(), channels, whole, output, to, scratch());
      }
      for (int column = whole * outputs; column < columns; column += outputs) {
        transformRow(i, column / outputs);
        copyFinished(Math.min(outputs, columns - column), to + column * channels);
      }
      if (bias != null) {
        bias.apply(output, to, output, to, columns, NO_SLOPE, scratch());
      }
      writer.end(row, x, columns);
    }

    /** A^T along row i of a tile of padded channels, or that reaches beyond the picture. */
    private void transformRow(int i, int tile) {
      int stride = block.productStride();
      int channels = weights.paddedOutChannels();
      int at = half + i * inputs * stride + tile * channels;
      transform.output(memory, at, stride, memory, finished, channels, channels, scratch());
    }

    private void copyFinished(int pixels, int to) {
      for (int p = 0; p < pixels; p++) {
        int at = to + p * shape.channels();
        int from = finished + p * weights.paddedOutChannels();
        System.arraycopy(memory, from, writer.array(), at, shape.channels());
      }
    }
  }
}
