package dev.fude.ops.simd;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.simd.WinogradWeights.Panel;
import java.util.Arrays;
import java.util.Map;

/**
 * {@link Conv2d} with a 3x3 or 7x7 kernel of stride 1, by Winograd's minimal filtering: fewer
 * multiplications, paid for with additions and a little accuracy.
 *
 * <p><b>The idea</b> [1]. A tile of 4 x 4 outputs reads n x n inputs, n = 3 + kernel. In one
 * dimension, four outputs of a filter can be had with n products instead of 4 times the kernel
 * ({@link ToomCook}); nesting that for rows and columns,
 *
 * <pre>
 * Y = A^T [ sum over input channels of (G g G^T) * (B^T d B) ] A
 * </pre>
 *
 * takes n^2 products for 16 outputs: 36 instead of 144 for 3x3, 100 instead of 784 for 7x7. Since
 * {@code *} is element by element, each of the n^2 frequencies is a product of matrices of its own:
 * (tiles, inChannels) times (inChannels, outChannels), which is what {@link GemmBlock} computes.
 *
 * <p><b>The order.</b> Tiles are the pixels of a convolution whose window is n x n and moves by 4,
 * so that bands, strips and the ring of input rows are those of every convolution ({@link
 * StripBand}). A strip is a block of tiles. For each block of a row of tiles:
 *
 * <ol>
 *   <li>B^T d B, a cache line of channels at a time: down the columns from the ring of rows into a
 *       buffer that stays in the first-level cache, then along the rows from there into {@code
 *       transformed}, (n^2, tiles, inChannels);
 *   <li>the products, frequency by frequency, into {@code products}, (n^2, outChannels, tiles);
 *   <li>A^T M A, panel by panel, and the store.
 * </ol>
 *
 * <p><b>The block</b> is as many tiles as keep {@code transformed} in half of a small second-level
 * cache; but no fewer than fill the register blocks, and more than 24 gain nothing: the weights of
 * a frequency have then been used long enough for what it takes to fetch them. Frequencies are
 * spaced by an odd number of cache lines, or those of a tile would all fall into a few sets of the
 * first-level cache.
 *
 * <p><b>Accuracy.</b> B^T enlarges numbers that A^T makes cancel again, so rounding errors grow:
 * for 3x3 about 10 times, for 7x7 about 40 times those of the direct sum. And what is not finite
 * spreads: every output whose window holds a NaN is NaN, and so may be the other outputs of its
 * tile; an infinity makes each of them an infinity or NaN. Wherever that matters, {@link
 * SimdConv2d} is exact.
 *
 * <p>[1] A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. arXiv:1509.09308,
 * 2015.
 */
final class SimdConv2dWinograd implements Kernel {
  private static final int OUTPUTS = WinogradTransform.OUTPUTS;

  /** A quarter of a mebibyte: half of a small second-level cache. */
  private static final int TRANSFORMED_FLOATS = 64 * 1024;

  private static final int MOST_TILES = 24;

  /** A cache line: what the input transform takes at once, and what keeps frequencies apart. */
  private static final int LINE = 16;

  private static final int COLUMNS_SCRATCH = StripBand.FREE_SCRATCH;
  private static final int TRANSFORMED_SCRATCH = COLUMNS_SCRATCH + 1;
  private static final int PRODUCTS_SCRATCH = COLUMNS_SCRATCH + 2;
  private static final int ROWS_SCRATCH = COLUMNS_SCRATCH + 3;
  private static final int OUTPUTS_SCRATCH = COLUMNS_SCRATCH + 4;

  private final WinogradTransform transform;
  private final int inputs; // n: rows and columns of a tile's inputs
  private final WinogradWeights weights;
  private final float[] bias; // (outChannels), or null
  private final Window tiles; // which inputs each tile reads
  private final int inChannels;

  private SimdConv2dWinograd(Conv2d op, Tensor weight, Tensor bias) {
    this.transform = WinogradTransform.ofKernel(op.window().kernelH());
    this.inputs = transform.inputs();
    this.weights = new WinogradWeights(weight, transform.matrices());
    this.bias = bias == null ? null : bias.data();
    this.inChannels = weight.shape().extent(1);
    this.tiles = new Window(inputs, inputs, OUTPUTS, OUTPUTS, 1, 1, op.window().padding());
  }

  /**
   * Transforms and packs the weights of a convolution.
   *
   * @param op its attributes, for which {@link ConvolutionAlgorithm} has chosen this algorithm
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(Conv2d op, Map<String, Tensor> parameters) {
    return new SimdConv2dWinograd(
        op, parameters.get(Parameter.WEIGHT), parameters.get(Parameter.BIAS));
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Block block = new Block(shapes.output());
    long floats =
        (long) block.columnFloats()
            + block.transformedFloats()
            + block.productFloats()
            + block.rowFloats()
            + block.outputFloats();
    return StripBand.scratchBytes(block.strip, shapes.inputs().get(0)) + Float.BYTES * floats;
  }

  @Override
  public void run(KernelCall call) {
    Block block = new Block(call.shape());
    KernelCall ofTiles =
        new KernelCall(call.inputs(), call.output(), block.tileShape, call.sums(), call.workers());
    ofTiles.rows(
        (from, to, scratch) -> new Band(ofTiles, call.shape(), block, scratch).compute(from, to));
  }

  /** How a call is cut into blocks of tiles: by shapes alone, never by threads. */
  private final class Block {
    private final Shape tileShape; // (batch, rows of tiles, columns of tiles, outChannels)
    private final int tiles; // most tiles of a block
    private final Strip strip;
    private final int paddedChannels; // inChannels, rounded up to whole vectors
    private final int transformedStride; // floats between frequencies of what is multiplied
    private final int productStride; // floats between frequencies of the products

    Block(Shape output) {
      this.tileShape = output.withSize(tilesOver(output.height()), tilesOver(output.width()));
      this.paddedChannels = ceilDiv(inChannels, Simd.LANES) * Simd.LANES;
      this.tiles = tilesOf(tileShape.width());
      int columns = (tiles - 1) * OUTPUTS + inputs;
      // A vector that begins in a row's last channels reads on behind them.
      int rowFloats = Math.multiplyExact(columns, inChannels) + LINE;
      this.strip = new Strip(tiles, inputs, rowFloats);
      this.transformedStride = oddLines(Math.multiplyExact(tiles, paddedChannels));
      this.productStride = oddLines(Math.multiplyExact(tiles, weights.lanes()));
    }

    private int tilesOver(int outputs) {
      return ceilDiv(outputs, OUTPUTS);
    }

    private int tilesOf(int columns) {
      int fitting = TRANSFORMED_FLOATS / (inputs * inputs * paddedChannels);
      int multiple = weights.pixels();
      int most = Math.max(multiple, Math.min(MOST_TILES, fitting) / multiple * multiple);
      int blocks = Math.max(1, ceilDiv(columns, most));
      return Math.max(1, ceilDiv(ceilDiv(columns, blocks), multiple)) * multiple;
    }

    private int oddLines(int floats) {
      return (ceilDiv(floats, LINE) | 1) * LINE;
    }

    int columnFloats() {
      return inputs * strip.rowFloats() / inChannels * LINE;
    }

    int transformedFloats() {
      return Math.multiplyExact(inputs * inputs, transformedStride);
    }

    int productFloats() {
      return Math.multiplyExact(inputs * inputs, productStride);
    }

    int rowFloats() {
      return OUTPUTS * inputs * tiles * GemmBlocks.mostWidth();
    }

    int outputFloats() {
      return OUTPUTS * OUTPUTS * tiles * GemmBlocks.mostWidth();
    }
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Some rows of tiles, computed by one worker. */
  private final class Band extends StripBand {
    private final Block block;
    private final Shape shape; // (batch, height, width, outChannels)
    private final float[] output; // of that shape
    private final RowStatistics statistics;
    private final float[] columns; // (inputs, columns of the strip, LINE)
    private final float[] transformed; // (n^2, transformedStride), of each (tiles, paddedChannels)
    private final float[] products; // (n^2, productStride), of each panel (tiles, width)
    private final float[] rows; // (OUTPUTS, inputs, tiles, width) of one panel
    private final float[] outputs; // (OUTPUTS, OUTPUTS, tiles, width) of one panel
    private final int[] ringRows = new int[inputs]; // where the rows of a tile begin
    private final int[] columnTaps = new int[inputs]; // where the columns of a tile begin

    Band(KernelCall ofTiles, Shape shape, Block block, Scratch scratch) {
      super(tiles, block.strip, ofTiles, scratch);
      this.block = block;
      this.shape = shape;
      this.output = ofTiles.output();
      this.statistics = new RowStatistics(ofTiles.sums(), shape.channels());
      this.columns = scratch.floats(COLUMNS_SCRATCH, block.columnFloats());
      this.transformed = scratch.floats(TRANSFORMED_SCRATCH, block.transformedFloats());
      this.products = scratch.floats(PRODUCTS_SCRATCH, block.productFloats());
      this.rows = scratch.floats(ROWS_SCRATCH, block.rowFloats());
      this.outputs = scratch.floats(OUTPUTS_SCRATCH, block.outputFloats());
      for (int k = 0; k < inputs; k++) {
        columnTaps[k] = k * LINE;
      }
    }

    @Override
    void computeRow(int row, int top, int x, int tiles) {
      for (int k = 0; k < inputs; k++) {
        ringRows[k] = ring().offset(top + k);
      }
      for (int c = 0; c < block.paddedChannels; c += LINE) {
        int lanes = Math.min(LINE, block.paddedChannels - c);
        transformColumns(c, lanes, (tiles - 1) * OUTPUTS + inputs);
        transformRows(c, lanes, tiles);
      }
      for (int frequency = 0; frequency < inputs * inputs; frequency++) {
        for (Panel panel : weights.panels()) {
          multiply(frequency, panel, tiles);
        }
      }
      for (Panel panel : weights.panels()) {
        transformOutputs(panel, tiles);
        store(panel, row, x, tiles);
      }
    }

    /** B^T d, for a line of channels. */
    private void transformColumns(int channel, int lanes, int count) {
      int stride = block.columnFloats() / inputs;
      transform.input(
          ring().data(), ringRows, channel, inChannels, columns, 0, LINE, stride, count, lanes);
    }

    /** (B^T d) B, for a line of channels. */
    private void transformRows(int channel, int lanes, int tiles) {
      int stride = block.columnFloats() / inputs;
      int between = block.transformedStride;
      for (int i = 0; i < inputs; i++) {
        transform.input(
            columns,
            columnTaps,
            i * stride,
            OUTPUTS * LINE,
            transformed,
            i * inputs * between + channel,
            block.paddedChannels,
            between,
            tiles,
            lanes);
      }
    }

    private void multiply(int frequency, Panel panel, int tiles) {
      GemmBlock gemm = panel.block();
      int padded = ceilDiv(tiles, gemm.pixels());
      int a = frequency * block.transformedStride;
      int b = weights.offset(frequency, panel);
      int c = productOffset(frequency, panel);
      Arrays.fill(products, c, c + padded * gemm.pixels() * gemm.width(), 0);
      int stride = block.paddedChannels;
      gemm.multiplyAdd(transformed, a, stride, weights.data(), b, inChannels, products, c, padded);
    }

    private int productOffset(int frequency, Panel panel) {
      return frequency * block.productStride + panel.firstChannel() * block.tiles;
    }

    /** A^T M A. */
    private void transformOutputs(Panel panel, int tiles) {
      int length = tiles * panel.block().width();
      int between = block.productStride;
      transform.output(
          products,
          productOffset(0, panel),
          between,
          inputs * between,
          rows,
          length,
          inputs * length,
          inputs,
          length);
      int line = inputs * length;
      transform.output(rows, 0, line, length, outputs, OUTPUTS * length, length, OUTPUTS, length);
    }

    private void store(Panel panel, int row, int x, int tiles) {
      int picture = row / block.tileShape.height();
      int top = row % block.tileShape.height() * OUTPUTS;
      int left = x * OUTPUTS;
      int height = Math.min(OUTPUTS, shape.height() - top);
      int width = Math.min(tiles * OUTPUTS, shape.width() - left);
      for (int i = 0; i < height; i++) {
        int outputRow = picture * shape.height() + top + i;
        storeRow(panel, i, outputRow, left, width, tiles);
      }
    }

    private void storeRow(Panel panel, int i, int row, int x, int columns, int tiles) {
      int width = panel.block().width();
      int to = (row * shape.width() + x) * shape.channels() + panel.firstChannel();
      for (int column = 0; column < columns; column++) {
        int from = (i * OUTPUTS + column % OUTPUTS) * tiles + column / OUTPUTS;
        int at = to + column * shape.channels();
        System.arraycopy(outputs, from * width, output, at, panel.channels());
        if (bias != null) {
          addBias(panel, at);
        }
      }
      statistics.add(
          row, panel.firstChannel(), panel.channels(), output, to, shape.channels(), columns);
    }

    private void addBias(Panel panel, int at) {
      for (int c = 0; c < panel.channels(); c++) {
        output[at + c] += bias[panel.firstChannel() + c];
      }
    }
  }
}
