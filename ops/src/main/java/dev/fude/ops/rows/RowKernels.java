package dev.fude.ops.rows;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.KernelTable;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Divide;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.View;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.Overlap;
import dev.fude.ops.runtime.Workers;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The row kernels, one class for each op, around a provider's {@link Microkernels}. Every one of
 * them reads its inputs through {@link RowLoader} and so applies whatever is folded into them.
 */
public final class RowKernels implements Capabilities {
  private final Microkernels microkernels;
  private final boolean exact;
  private final int threads;
  private final KernelTable<Kernel> table;

  /**
   * The kernels.
   *
   * @param backend the backend's name, for messages
   * @param microkernels the provider's innermost loops
   * @param options whether convolutions are computed by nothing but the direct sum, and by how many
   *     threads
   */
  public RowKernels(String backend, Microkernels microkernels, ExecutionOptions options) {
    this.microkernels = microkernels;
    this.exact = options.exact();
    this.threads = options.threads();
    this.table =
        new KernelTable<Kernel>(backend)
            .addSumming(Conv2d.class, this::conv2d)
            .addSumming(ConvTranspose2d.class, this::convTranspose2d)
            .addSumming(Concat.class, (op, parameters) -> new RowConcat(microkernels))
            .addSumming(
                DepthToSpace.class, (op, parameters) -> new RowDepthToSpace(microkernels, op))
            .addSumming(
                DepthwiseConv2d.class,
                (op, parameters) -> RowDepthwiseConv2d.prepare(microkernels, op, parameters))
            .add(
                LayerNorm.class, (op, parameters) -> new RowLayerNorm(microkernels, op, parameters))
            .add(
                InstanceNorm.class,
                (op, parameters) -> new RowInstanceNorm(microkernels, op, parameters))
            .add(
                AdaptiveInstanceNorm.class,
                (op, parameters) -> new RowAdaptiveInstanceNorm(microkernels, op))
            .add(SpatialSoftmax.class, (op, parameters) -> new RowSpatialSoftmax(microkernels))
            .add(
                DivideByChannelSum.class,
                (op, parameters) -> new RowDivideByChannelSum(microkernels, op))
            .add(Pad.class, (op, parameters) -> new RowPad(microkernels, op))
            .add(ResizeBilinear.class, (op, parameters) -> new RowResizeBilinear(microkernels, op))
            .add(LeakyRelu.class, (op, parameters) -> new RowLeakyRelu(microkernels, op))
            .add(ScaleShift.class, (op, parameters) -> new RowScaleShift(microkernels, parameters))
            .add(PRelu.class, (op, parameters) -> new RowPRelu(microkernels, parameters))
            .add(ResizeNearest.class, (op, parameters) -> new RowResizeNearest(microkernels, op))
            .add(Tanh.class, (op, parameters) -> new RowTanh(microkernels))
            .addSumming(Add.class, (op, parameters) -> new RowAdd(microkernels))
            .addSumming(Multiply.class, (op, parameters) -> new RowMultiply(microkernels))
            .addSumming(Divide.class, (op, parameters) -> new RowDivide(microkernels))
            .addSumming(BoxMean.class, (op, parameters) -> new RowBoxMean(microkernels, op))
            .addSumming(MaxPool.class, (op, parameters) -> new RowMaxPool(microkernels, op));
  }

  private Kernel conv2d(Conv2d op, Map<String, Tensor> parameters) {
    int inChannels = parameters.get(Parameter.WEIGHT).shape().extent(1) * op.groups();
    Kernel kernel = conv2d(op, convolution(op, inChannels), parameters);
    return RowPointwiseMoments.fits(op, inChannels)
        ? new RowPointwiseMoments(kernel, microkernels, parameters)
        : kernel;
  }

  private Kernel conv2d(Conv2d op, ConvolutionAlgorithm algorithm, Map<String, Tensor> parameters) {
    return switch (algorithm) {
      case DIRECT -> RowConv2d.prepare(microkernels, op, parameters);
      case PLANAR -> RowConv2dPlanar.prepare(microkernels, op, parameters);
      case PLANAR_WINOGRAD_3 -> planarWinograd(op, WinogradTile.F8X3, parameters);
      case PLANAR_WINOGRAD_7 -> planarWinograd(op, WinogradTile.F6X7, parameters);
      case PLANAR_WINOGRAD_2D_3 -> planarWinograd2d(op, WinogradTile.F8X3, parameters);
      case PLANAR_WINOGRAD_2D_7 -> planarWinograd2d(op, WinogradTile.F6X7, parameters);
      case WINOGRAD_3 -> winograd(op, WinogradTile.F8X3, parameters);
      case WINOGRAD_7 -> winograd(op, WinogradTile.F6X7, parameters);
    };
  }

  private Kernel convTranspose2d(ConvTranspose2d op, Map<String, Tensor> parameters) {
    return RowConvTranspose2dPlanar.fits(microkernels, op, parameters.get(Parameter.WEIGHT))
        ? RowConvTranspose2dPlanar.prepare(microkernels, op, parameters)
        : RowConvTranspose2d.prepare(microkernels, op, parameters);
  }

  private ConvolutionAlgorithm convolution(Conv2d op, int inChannels) {
    return ConvolutionAlgorithm.of(op, inChannels, exact, microkernels);
  }

  private Kernel planarWinograd(Conv2d op, WinogradTile tile, Map<String, Tensor> parameters) {
    return RowConv2dPlanarWinograd.prepare(microkernels, op, tile, parameters);
  }

  private Kernel planarWinograd2d(Conv2d op, WinogradTile tile, Map<String, Tensor> parameters) {
    return RowConv2dPlanarWinograd2d.prepare(microkernels, op, tile, parameters);
  }

  private Kernel winograd(Conv2d op, WinogradTile tile, Map<String, Tensor> parameters) {
    return RowConv2dWinograd.prepare(microkernels, op, tile, parameters);
  }

  /**
   * The kernels by op.
   *
   * @return the table
   */
  public KernelTable<Kernel> table() {
    return table;
  }

  @Override
  public Optional<Algorithm> algorithm(Op op, int inChannels) {
    return op instanceof Conv2d conv
        ? Optional.of(convolution(conv, inChannels).described())
        : Optional.empty();
  }

  @Override
  public boolean loadsAffine() {
    return true;
  }

  @Override
  public boolean loadsResized(Op consumer, Resize resize) {
    return consumer instanceof Conv2d || consumer instanceof DepthwiseConv2d;
  }

  @Override
  public OptionalLong overwriting(Op op, Shape stored, long pitch, View view, Shape result) {
    Window window = slidingWindow(op);
    if (window == null) {
      return OptionalLong.empty();
    }
    int unit = rowsTogether(op, stored.channels());
    int bands = Workers.overlapBands(threads);
    return Overlap.of(window, unit, bands, stored, pitch, view.sampling(), result)
        .map(overlap -> OptionalLong.of(overlap.marginNumbers()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public int rowsTogether(Op op, int inChannels) {
    return op instanceof Conv2d conv ? convolution(conv, inChannels).outputRows() : 1;
  }

  private static Window slidingWindow(Op op) {
    if (op instanceof Conv2d conv) {
      return conv.window();
    }
    return op instanceof DepthwiseConv2d depthwise ? depthwise.window() : null;
  }

  @Override
  public boolean collectsStatistics(Op producer) {
    return table.collectsSums(producer);
  }

  /** What is summed is stored by a {@link RowWriter}, to which it is all the same where. */
  @Override
  public boolean sumsWithoutStoring(Op producer) {
    return collectsStatistics(producer);
  }
}
