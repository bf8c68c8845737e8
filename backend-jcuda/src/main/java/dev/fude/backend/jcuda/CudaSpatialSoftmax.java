package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.core.tensor.Shape;

/** {@link dev.fude.core.op.SpatialSoftmax} by spatial_softmax.cu. */
final class CudaSpatialSoftmax implements CudaKernel {
  /** What the kernels hand to one another, as addresses: sums, their totals, maxima. */
  private record Parts(long sums, long totals, long ofTiles, long largest, long end) {
    static Parts at(long base, Shape output) {
      long channels = (long) output.batch() * output.channels();
      long columns = CudaNormalization.PARTS * channels * Double.BYTES;
      long tiles = Launcher.laneTiles(output);
      long totals = base + RunLayout.aligned(tiles * columns);
      long ofTiles = totals + RunLayout.aligned(columns);
      long largest = ofTiles + RunLayout.aligned(tiles * channels * Float.BYTES);
      return new Parts(
          base, totals, ofTiles, largest, largest + RunLayout.aligned(channels * Float.BYTES));
    }
  }

  @Override
  public long scratchBytes(Shape output) {
    return Parts.at(0, output).end();
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Shape shape = call.shape();
    Parts parts = Parts.at(call.scratch(), shape);
    int tiles = Launcher.laneTiles(shape);
    fill(call, parts, launcher);
    launcher.launchLanes("softmax_of_tiles", shape);
    fill(call, parts, launcher);
    int columns = Launcher.blocks(shape.channels(), Launcher.LANES);
    launcher.launch("softmax_largest", new Grid(1, columns, shape.batch()));
    fill(call, parts, launcher);
    launcher.launchLanes("softmax_sums", shape);
    CudaNormalization.foldSums(parts.sums(), tiles, parts.totals(), shape, launcher);
    fill(call, parts, launcher);
    launcher.launchLanes("spatial_softmax", shape);
  }

  /** All four kernels read the same struct. */
  private static void fill(StepCall call, Parts parts, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments
        .pointer(parts.ofTiles())
        .pointer(parts.largest())
        .pointer(parts.sums())
        .pointer(parts.totals())
        .pointer(call.output())
        .integer(Launcher.laneTiles(call.shape()));
  }
}
