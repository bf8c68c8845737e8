package dev.fude.ops.simd;

import dev.fude.core.tensor.Shape;

/**
 * How a Winograd convolution is cut into blocks of tiles, and the memory that a block takes. The
 * cut depends on shapes alone, never on threads, so that neither do results.
 *
 * <p>A block is some tiles of one row of tiles. The weights of a frequency are fetched once a
 * block, from wherever they are, and must be used long enough for that; the rows under the tiles
 * should stay in the second-level cache. From 12 to 48 tiles nothing was measured to change.
 */
final class WinogradBlock {
  /** Floats of a cache line. */
  private static final int LINE = 16;

  private static final int MOST_TILES = 24;

  private final int inputs;
  private final int outputs;
  private final Shape tileShape;
  private final Strip strip;
  private final int lineFloats;
  private final int paddedChannels;
  private final int transformedStride;
  private final int productStride;
  private final int finishedFloats;

  /**
   * Cuts.
   *
   * @param transform the tiles
   * @param weights the weights, whose panels say how many tiles are multiplied at once
   * @param output shape of the output, (batch, height, width, outChannels)
   */
  WinogradBlock(WinogradTransform transform, WinogradWeights weights, Shape output) {
    this.inputs = transform.inputs();
    this.outputs = transform.outputs();
    this.tileShape =
        output.withSize(ceilDiv(output.height(), outputs), ceilDiv(output.width(), outputs));
    int tiles = tilesOf(tileShape.width(), weights.pixels());
    int inChannels = weights.inChannels();
    this.paddedChannels = ceilDiv(inChannels, Simd.LANES) * Simd.LANES;
    // A vector that begins in a row's last channels reads on behind them.
    this.lineFloats = Math.multiplyExact((tiles - 1) * outputs + inputs, inChannels) + Simd.LANES;
    this.transformedStride = oddLines(Math.multiplyExact(tiles, paddedChannels));
    this.productStride = oddLines(Math.multiplyExact(tiles, weights.lanes()));
    this.finishedFloats = outputs * weights.lanes();
    this.strip = new Strip(tiles, inputs, Math.multiplyExact(inputs, transformedStride));
  }

  private static int tilesOf(int columns, int multiple) {
    int most = Math.max(multiple, MOST_TILES / multiple * multiple);
    int blocks = Math.max(1, ceilDiv(columns, most));
    return Math.max(1, ceilDiv(ceilDiv(columns, blocks), multiple)) * multiple;
  }

  /**
   * An odd number of cache lines: with an even one, the lines that a transform reads and writes
   * side by side would share a few sets of the first-level cache.
   */
  private static int oddLines(int floats) {
    return (ceilDiv(floats, LINE) | 1) * LINE;
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /**
   * The tiles as if they were pixels.
   *
   * @return (batch, rows of tiles, columns of tiles, outChannels)
   */
  Shape tileShape() {
    return tileShape;
  }

  /**
   * A block as a strip of tiles; its rows are those that {@link WinogradRows} makes.
   *
   * @return the strip
   */
  Strip strip() {
    return strip;
  }

  /**
   * A row as it was loaded, and a little more.
   *
   * @return floats of (columns, channels)
   */
  int lineFloats() {
    return lineFloats;
  }

  /**
   * Input channels, rounded up to whole vectors.
   *
   * @return floats between transformed tiles
   */
  int paddedChannels() {
    return paddedChannels;
  }

  /**
   * Floats between frequencies of what is multiplied.
   *
   * @return an odd number of cache lines, at least (tiles, paddedChannels)
   */
  int transformedStride() {
    return transformedStride;
  }

  /**
   * Floats between frequencies of the products.
   *
   * @return an odd number of cache lines, at least (tiles, lanes)
   */
  int productStride() {
    return productStride;
  }

  /**
   * What is multiplied for one frequency along the rows.
   *
   * @return floats of (inputs, transformedStride)
   */
  int transformedFloats() {
    return Math.multiplyExact(inputs, transformedStride);
  }

  /**
   * The products for one frequency along the rows.
   *
   * @return floats of (inputs, productStride)
   */
  int productFloats() {
    return Math.multiplyExact(inputs, productStride);
  }

  /**
   * Everything, transformed back down the columns.
   *
   * @return floats of (outputs, inputs, productStride)
   */
  int halfFloats() {
    return Math.multiplyExact(outputs * inputs, productStride);
  }

  /**
   * A row of one tile's outputs.
   *
   * @return floats of (outputs, lanes)
   */
  int finishedFloats() {
    return finishedFloats;
  }

  /**
   * All of that together.
   *
   * @return floats of scratch memory of one worker, the ring not included
   */
  long scratchFloats() {
    return (long) lineFloats
        + transformedFloats()
        + productFloats()
        + halfFloats()
        + finishedFloats;
  }
}
