package dev.fude.ops.simd;

import dev.fude.ops.rows.PlanarWeights;
import dev.fude.ops.runtime.Scratch;
import java.util.ArrayList;
import java.util.List;

/** Weights in the order in which {@linkplain PlanarBlock blocks} of channels read them. */
final class SimdPlanarWeights extends PlanarWeights {
  private final List<Part> parts = new ArrayList<>();
  private final int paddedChannels;

  /**
   * What one block computes.
   *
   * @param weights (depth, channels of the block), zeros behind the last channel
   */
  private record Part(PlanarBlock block, float[] weights) {
    static Part of(PlanarBlock block, int first, float[][] weights) {
      int depth = weights[0].length;
      int channels = block.channels();
      Part part = new Part(block, new float[depth * channels]);
      for (int c = 0; c < Math.min(channels, weights.length - first); c++) {
        for (int k = 0; k < depth; k++) {
          part.weights[k * channels + c] = weights[first + c][k];
        }
      }
      return part;
    }
  }

  SimdPlanarWeights(float[][] weights) {
    int first = 0;
    for (PlanarBlock block : PlanarBlock.cover(weights.length)) {
      parts.add(Part.of(block, first, weights));
      first += block.channels();
    }
    this.paddedChannels = first;
  }

  @Override
  public int paddedChannels() {
    return paddedChannels;
  }

  @Override
  public int pixels() {
    return PlanarBlock.PIXELS;
  }

  @Override
  public void compute(
      float[] planes, int[] at, float[] output, int to, int stride, int columns, Scratch scratch) {
    int first = to;
    for (Part part : parts) {
      int tiles = (columns + part.block.pixels() - 1) / part.block.pixels();
      part.block.compute(part.weights, at, planes, output, first, stride, tiles);
      first += part.block.channels() * stride;
    }
  }
}
