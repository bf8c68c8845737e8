package dev.fude.ops.scalar;

import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Tanh;
import dev.fude.core.plan.Capabilities;
import dev.fude.ops.runtime.KernelSet;
import java.util.Map;
import java.util.Optional;

/** One kernel class for each op; nothing is folded into anything. */
final class ScalarKernels implements KernelSet {
  private static final Map<Class<? extends Op>, Factory> FACTORIES =
      Map.ofEntries(
          Map.entry(Conv2d.class, (op, parameters) -> new ScalarConv2d((Conv2d) op, parameters)),
          Map.entry(
              DepthwiseConv2d.class,
              (op, parameters) -> new ScalarDepthwiseConv2d((DepthwiseConv2d) op, parameters)),
          Map.entry(
              LayerNorm.class, (op, parameters) -> new ScalarLayerNorm((LayerNorm) op, parameters)),
          Map.entry(
              InstanceNorm.class,
              (op, parameters) -> new ScalarInstanceNorm((InstanceNorm) op, parameters)),
          Map.entry(Pad.class, (op, parameters) -> new ScalarPad((Pad) op)),
          Map.entry(
              ResizeBilinear.class,
              (op, parameters) -> new ScalarResizeBilinear((ResizeBilinear) op)),
          Map.entry(LeakyRelu.class, (op, parameters) -> new ScalarLeakyRelu((LeakyRelu) op)),
          Map.entry(ScaleShift.class, (op, parameters) -> new ScalarScaleShift(parameters)),
          Map.entry(PRelu.class, (op, parameters) -> new ScalarPRelu(parameters)),
          Map.entry(ResizeNearest.class, (op, parameters) -> new ScalarResizeNearest()),
          Map.entry(Tanh.class, (op, parameters) -> new ScalarTanh()),
          Map.entry(Add.class, (op, parameters) -> new ScalarAdd()));

  @Override
  public Optional<Factory> factory(Op op) {
    return Optional.ofNullable(FACTORIES.get(op.getClass()));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.NONE;
  }
}
