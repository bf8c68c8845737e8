package dev.fude.ops.simd;

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
import dev.fude.core.plan.Capabilities;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelSet;
import java.util.Map;
import java.util.Optional;

/**
 * The kernels on the Vector API, one class for each op. Every one of them reads its inputs through
 * {@link RowLoader} and so applies whatever is folded into them.
 */
final class SimdKernels implements KernelSet, Capabilities {
  private final boolean exact;

  private final Map<Class<? extends Op>, Factory> factories =
      Map.ofEntries(
          Map.entry(Conv2d.class, (op, parameters) -> conv2d((Conv2d) op, parameters)),
          Map.entry(
              DepthwiseConv2d.class,
              (op, parameters) -> SimdDepthwiseConv2d.prepare((DepthwiseConv2d) op, parameters)),
          Map.entry(
              LayerNorm.class, (op, parameters) -> new SimdLayerNorm((LayerNorm) op, parameters)),
          Map.entry(
              InstanceNorm.class,
              (op, parameters) -> new SimdInstanceNorm((InstanceNorm) op, parameters)),
          Map.entry(Pad.class, (op, parameters) -> new SimdPad((Pad) op)),
          Map.entry(
              ResizeBilinear.class,
              (op, parameters) -> new SimdResizeBilinear((ResizeBilinear) op)),
          Map.entry(LeakyRelu.class, (op, parameters) -> new SimdLeakyRelu((LeakyRelu) op)),
          Map.entry(ScaleShift.class, (op, parameters) -> new SimdScaleShift(parameters)),
          Map.entry(PRelu.class, (op, parameters) -> new SimdPRelu(parameters)),
          Map.entry(
              ResizeNearest.class, (op, parameters) -> new SimdResizeNearest((ResizeNearest) op)),
          Map.entry(Tanh.class, (op, parameters) -> new SimdTanh()),
          Map.entry(Add.class, (op, parameters) -> new SimdAdd()));

  /**
   * The kernels.
   *
   * @param exact whether convolutions are computed by nothing but the direct sum
   */
  SimdKernels(boolean exact) {
    this.exact = exact;
  }

  private Kernel conv2d(Conv2d op, Map<String, Tensor> parameters) {
    int inChannels = parameters.get(Parameter.WEIGHT).shape().extent(1) * op.groups();
    return switch (ConvolutionAlgorithm.of(op, inChannels, exact)) {
      case DIRECT -> SimdConv2d.prepare(op, parameters);
      case WINOGRAD_3 -> SimdConv2dWinograd.prepare(op, new WinogradTransform8x3(), parameters);
      case WINOGRAD_7 -> SimdConv2dWinograd.prepare(op, new WinogradTransform6x7(), parameters);
    };
  }

  @Override
  public Optional<Factory> factory(Op op) {
    return Optional.ofNullable(factories.get(op.getClass()));
  }

  @Override
  public String algorithm(Op op, int inChannels) {
    return op instanceof Conv2d conv
        ? ConvolutionAlgorithm.of(conv, inChannels, exact).toString()
        : "";
  }

  @Override
  public Capabilities capabilities() {
    return this;
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
  public boolean collectsStatistics(Op producer) {
    return producer instanceof Conv2d
        || producer instanceof DepthwiseConv2d
        || producer instanceof Add;
  }
}
