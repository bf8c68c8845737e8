package dev.fude.ops.scalar;

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
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import dev.fude.ops.runtime.Kernel;

/** One kernel class for each op; nothing is folded into anything. */
final class ScalarKernels {
  private ScalarKernels() {}

  static KernelTable<Kernel> table(String backend) {
    return new KernelTable<Kernel>(backend)
        .add(Conv2d.class, ScalarConv2d::new)
        .add(ConvTranspose2d.class, ScalarConvTranspose2d::new)
        .add(Concat.class, (op, parameters) -> new ScalarConcat())
        .add(DepthToSpace.class, (op, parameters) -> new ScalarDepthToSpace(op))
        .add(DepthwiseConv2d.class, ScalarDepthwiseConv2d::new)
        .add(LayerNorm.class, ScalarLayerNorm::new)
        .add(InstanceNorm.class, ScalarInstanceNorm::new)
        .add(AdaptiveInstanceNorm.class, (op, parameters) -> new ScalarAdaptiveInstanceNorm(op))
        .add(SpatialSoftmax.class, (op, parameters) -> new ScalarSpatialSoftmax())
        .add(DivideByChannelSum.class, (op, parameters) -> new ScalarDivideByChannelSum(op))
        .add(Pad.class, (op, parameters) -> new ScalarPad(op))
        .add(ResizeBilinear.class, (op, parameters) -> new ScalarResizeBilinear(op))
        .add(LeakyRelu.class, (op, parameters) -> new ScalarLeakyRelu(op))
        .add(ScaleShift.class, (op, parameters) -> new ScalarScaleShift(parameters))
        .add(PRelu.class, (op, parameters) -> new ScalarPRelu(parameters))
        .add(ResizeNearest.class, (op, parameters) -> new ScalarResizeNearest())
        .add(Tanh.class, (op, parameters) -> new ScalarTanh())
        .add(Add.class, (op, parameters) -> new ScalarAdd())
        .add(Multiply.class, (op, parameters) -> new ScalarMultiply())
        .add(Divide.class, (op, parameters) -> new ScalarDivide())
        .add(BoxMean.class, (op, parameters) -> new ScalarBoxMean(op))
        .add(MaxPool.class, (op, parameters) -> new ScalarMaxPool(op));
  }
}
