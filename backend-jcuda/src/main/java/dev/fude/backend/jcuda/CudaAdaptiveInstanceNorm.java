package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.DeviceView.ScaleAndShift;
import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.tensor.Shape;

/**
 * {@link AdaptiveInstanceNorm} by normalization.cu. Where it could be folded into its readers, only
 * {@link #resolve} is needed. Where it could not, the content is copied and summed on the way, the
 * style only summed, and the copy normed in its place.
 */
final class CudaAdaptiveInstanceNorm implements CudaKernel {
  private final double eps;

  CudaAdaptiveInstanceNorm(AdaptiveInstanceNorm op) {
    this.eps = op.eps();
  }

  /**
   * Sums of one value and what they add up to, as addresses.
   *
   * @param sums (pictures, tiles, 2, channels) doubles
   * @param tiles tiles of a picture
   * @param totals (pictures, 2, channels) doubles, for the time being
   */
  record Summed(long sums, int tiles, long totals) {}

  /**
   * Makes a scale and a shift out of the sums of content and style.
   *
   * @param content the sums of the content
   * @param style the sums of the style
   * @param affine where to put the result, (pictures, channels) floats each
   * @param value shape of both
   * @param launcher takes the kernels
   */
  void resolve(Summed content, Summed style, ScaleAndShift affine, Shape value, Launcher launcher) {
    for (Summed each : new Summed[] {content, style}) {
      CudaNormalization.foldSums(each.sums(), each.tiles(), each.totals(), value, launcher);
    }
    launcher
        .arguments()
        .pointer(content.totals())
        .pointer(style.totals())
        .pointer(affine.scale())
        .pointer(affine.shift())
        .doubleReal((double) value.height() * value.width())
        .doubleReal(eps)
        .integer(value.channels());
    launcher.launch("adaptive_norm_affine", new Grid(1, 1, value.batch()));
  }

  /** What a step of its own needs of scratch memory, as addresses. */
  private record Parts(Summed content, Summed style, ScaleAndShift affine, long end) {
    static Parts at(long base, Shape output) {
      long channels = (long) output.batch() * output.channels();
      long columns = CudaNormalization.PARTS * channels * Double.BYTES;
      int tiles = Launcher.laneTiles(output);
      long ofSums = RunLayout.aligned(tiles * columns);
      long ofTotals = RunLayout.aligned(columns);
      long totals = base + 2 * ofSums;
      long scale = totals + 2 * ofTotals;
      long shift = scale + RunLayout.aligned(channels * Float.BYTES);
      return new Parts(
          new Summed(base, tiles, totals),
          new Summed(base + ofSums, tiles, totals + ofTotals),
          new ScaleAndShift(scale, shift, false),
          shift + RunLayout.aligned(channels * Float.BYTES));
    }
  }

  @Override
  public long scratchBytes(Shape output) {
    return Parts.at(0, output).end();
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Parts parts = Parts.at(call.scratch(), call.shape());
    StepCall content = call.withSums(parts.content().sums());
    CudaElementwise.launch("copy", call.inputs().get(0), content, launcher);
    StepCall style = call.withSums(parts.style().sums()).withoutOutput();
    CudaElementwise.launch("copy", call.inputs().get(1), style, launcher);
    resolve(parts.content(), parts.style(), parts.affine(), call.shape(), launcher);
    DeviceView copied = DeviceView.plain(call.output(), call.shape());
    CudaElementwise.launch("copy", copied.with(parts.affine()), call, launcher);
  }
}
