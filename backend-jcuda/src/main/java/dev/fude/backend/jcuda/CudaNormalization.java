package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.DeviceView.ScaleAndShift;
import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/**
 * Both norms by normalization.cu. Where a norm could be folded into its readers, only {@link
 * #resolve} is needed. Where it could not, as after the graph's input or at its end, the input is
 * copied and summed on the way, and the copy normed in its place.
 */
final class CudaNormalization implements CudaKernel {
  private static final int FOLD_THREADS = 1024;
  static final int PARTS = 2; // sums, and sums of squares

  private final Normalization op;
  private final long gamma;
  private final long beta;

  CudaNormalization(Normalization op, Map<String, Tensor> parameters, WeightsBlock weights) {
    this.op = op;
    this.gamma = weights.add(parameters.get(Parameter.GAMMA).data());
    this.beta = weights.add(parameters.get(Parameter.BETA).data());
  }

  /**
   * Sums of a value, what they add up to, and the scale and shift that come of them, as addresses.
   *
   * @param sums (pictures, tiles, 2, channels) doubles
   * @param tiles tiles of a picture
   * @param totals (pictures, 2, channels) doubles, for the time being
   * @param scale (pictures, channels) floats
   * @param shift (pictures, channels) floats
   */
  record Moments(long sums, int tiles, long totals, long scale, long shift) {
    ScaleAndShift affine() {
      return new ScaleAndShift(scale, shift, false);
    }
  }

  /**
   * Makes a scale and a shift out of the sums of a value.
   *
   * @param moments where they are, and where to put the result
   * @param weights where the network's weights begin
   * @param value shape of the value
   * @param launcher takes the kernels
   */
  void resolve(Moments moments, long weights, Shape value, Launcher launcher) {
    foldSums(moments.sums(), moments.tiles(), moments.totals(), value, launcher);
    launcher
        .arguments()
        .pointer(moments.totals())
        .pointer(weights + gamma)
        .pointer(weights + beta)
        .pointer(moments.scale())
        .pointer(moments.shift())
        .doubleReal((double) value.height() * value.width())
        .doubleReal(op.eps())
        .integer(value.channels())
        .flag(op.perChannel());
    launcher.launch("norm_affine", new Grid(1, 1, value.batch()));
  }

  /**
   * Adds up the sums of all tiles of a value.
   *
   * @param sums (pictures, tiles, 2, channels) doubles
   * @param tiles tiles of a picture
   * @param totals receives (pictures, 2, channels) doubles
   * @param value shape of the value
   * @param launcher takes the kernel
   */
  static void foldSums(long sums, int tiles, long totals, Shape value, Launcher launcher) {
    int columns = PARTS * value.channels();
    launcher.arguments().pointer(sums).pointer(totals).integers(tiles, columns);
    launcher.launch(
        "fold_sums",
        new Grid(Launcher.blocks(columns, Launcher.LANES), 1, value.batch()),
        FOLD_THREADS);
  }

  @Override
  public long scratchBytes(Shape output) {
    return scratch(0, output).shift() + affineBytes(output);
  }

  /** The moments of a norm that is a step of its own, in its scratch memory. */
  private Moments scratch(long base, Shape output) {
    long columns = (long) output.batch() * PARTS * output.channels() * Double.BYTES;
    long totals = base + RunLayout.aligned(tiles(output) * columns);
    long scale = totals + RunLayout.aligned(columns);
    return new Moments(base, tiles(output), totals, scale, scale + affineBytes(output));
  }

  private static long affineBytes(Shape output) {
    return RunLayout.aligned((long) output.batch() * output.channels() * Float.BYTES);
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Moments moments = scratch(call.scratch(), call.shape());
    CudaElementwise.launch("copy", call.input(), call.withSums(moments.sums()), launcher);
    resolve(moments, call.weights(), call.shape(), launcher);
    DeviceView copied = DeviceView.plain(call.output(), call.shape());
    CudaElementwise.launch("copy", copied.with(moments.affine()), call, launcher);
  }
}
