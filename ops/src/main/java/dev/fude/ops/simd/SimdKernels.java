package dev.fude.ops.simd;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.KernelTable;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ScaleShift;
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
 * The kernels on the Vector API, one class for each op. Every one of them reads its inputs through
 * {@link RowLoader} and so applies whatever is folded into them.
 */
final class SimdKernels implements Capabilities {
  private final boolean exact;
  private final int threads;
  private final KernelTable<Kernel> table;

  /**
   * The kernels.
   *
   * @param backend the backend's name, for messages
   * @param options whether convolutions are computed by nothing but the direct sum, and by how many
   *     threads
   */
  SimdKernels(String backend, ExecutionOptions options) {
    this.exact = options.exact();
    this.threads = options.threads();
    this.table =
        new KernelTable<Kernel>(backend)
            .addSumming(Conv2d.class, this::conv2d)
            .addSumming(
                DepthwiseConv2d.class,
                (op, parameters) -> SimdDepthwiseConv2d.prepare(op, parameters))
            .add(LayerNorm.class, (op, parameters) -> new SimdLayerNorm(op, parameters))
            .add(InstanceNorm.class, (op, parameters) -> new SimdInstanceNorm(op, parameters))
            .add(Pad.class, (op, parameters) -> new SimdPad(op))
            .add(ResizeBilinear.class, (op, parameters) -> new SimdResizeBilinear(op))
            .add(LeakyRelu.class, (op, parameters) -> new SimdLeakyRelu(op))
            .add(ScaleShift.class, (op, parameters) -> new SimdScaleShift(parameters))
            .add(PRelu.class, (op, parameters) -> new SimdPRelu(parameters))
            .add(ResizeNearest.class, (op, parameters) -> new SimdResizeNearest(op))
            .add(Tanh.class, (op, parameters) -> new SimdTanh())
            .addSumming(Add.class, (op, parameters) -> new SimdAdd());
  }

  private Kernel conv2d(Conv2d op, Map<String, Tensor> parameters) {
    int inChannels = parameters.get(Parameter.WEIGHT).shape().extent(1) * op.groups();
    return switch (ConvolutionAlgorithm.of(op, inChannels, exact)) {
      case DIRECT -> SimdConv2d.prepare(op, parameters);
      case WINOGRAD_3 -> SimdConv2dWinograd.prepare(op, new WinogradTransform8x3(), parameters);
      case WINOGRAD_7 -> SimdConv2dWinograd.prepare(op, new WinogradTransform6x7(), parameters);
    };
  }

  /** The kernels by op. */
  KernelTable<Kernel> table() {
    return table;
  }

  @Override
  public Optional<Algorithm> algorithm(Op op, int inChannels) {
    return op instanceof Conv2d conv
        ? Optional.of(ConvolutionAlgorithm.of(conv, inChannels, exact).described())
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
    int unit =
        op instanceof Conv2d conv
            ? ConvolutionAlgorithm.of(conv, stored.channels(), exact).outputRows()
            : 1;
    int bands = Workers.overlapBands(threads);
    return Overlap.of(window, unit, bands, stored, pitch, view.sampling(), result)
        .map(overlap -> OptionalLong.of(overlap.marginNumbers()))
        .orElse(OptionalLong.empty());
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
}
