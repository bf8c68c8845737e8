package dev.fude.ops.simd;

import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.Tanh;
import dev.fude.core.plan.Capabilities;
import dev.fude.ops.runtime.KernelSet;
import java.util.Map;
import java.util.Optional;

/**
 * The kernels on the Vector API, one class for each op. Every one of them reads its inputs through
 * {@link RowLoader} and so applies whatever is folded into them.
 */
final class SimdKernels implements KernelSet, Capabilities {
  private static final Map<Class<? extends Op>, Factory> FACTORIES =
      Map.of(
          Conv2d.class, (op, parameters) -> SimdConv2d.prepare((Conv2d) op, parameters),
          DepthwiseConv2d.class,
              (op, parameters) -> SimdDepthwiseConv2d.prepare((DepthwiseConv2d) op, parameters),
          LayerNorm.class, (op, parameters) -> new SimdLayerNorm((LayerNorm) op, parameters),
          InstanceNorm.class, (op, parameters) -> new SimdInstanceNorm((InstanceNorm) op, parameters),
          Pad.class, (op, parameters) -> new SimdPad((Pad) op),
          ResizeBilinear.class, (op, parameters) -> new SimdResizeBilinear((ResizeBilinear) op),
          LeakyRelu.class, (op, parameters) -> new SimdLeakyRelu((LeakyRelu) op),
          Tanh.class, (op, parameters) -> new SimdTanh(),
          Add.class, (op, parameters) -> new SimdAdd());

  @Override
  public Optional<Factory> factory(Op op) {
    return Optional.ofNullable(FACTORIES.get(op.getClass()));
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
  public boolean loadsResized(Op consumer, ResizeBilinear resize) {
    return consumer instanceof Conv2d || consumer instanceof DepthwiseConv2d;
  }

  @Override
  public boolean collectsStatistics(Op producer) {
    return producer instanceof Conv2d
        || producer instanceof DepthwiseConv2d
        || producer instanceof Add;
  }
}
