package dev.fude.backend.jcuda;

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
import dev.fude.core.op.Normalization;
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
import dev.fude.core.plan.Algorithm;
import dev.fude.core.plan.Algorithm.Arithmetic;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * The kernels on the device, one class for each op, and what they do beside their op.
 *
 * <p>A resize is a step of its own here: a convolution would look at each enlarged pixel once for
 * every tap, and to interpolate it anew each time costs more than a GPU's memory does.
 */
final class CudaKernels implements Capabilities {
  private static final Algorithm TENSOR_CORES =
      new Algorithm(Arithmetic.HALF_PRODUCTS, "tensor cores");

  private final Mode mode;
  private final WeightsBlock weights;
  private final KernelTable<CudaKernel> table;

  /**
   * The kernels of one mode.
   *
   * @param backend the backend's name, for messages
   * @param mode in which numbers is computed
   * @param weights takes what kernels need on the device
   */
  CudaKernels(String backend, Mode mode, WeightsBlock weights) {
    this.mode = mode;
    this.weights = weights;
    this.table =
        new KernelTable<CudaKernel>(backend)
            .addSumming(Conv2d.class, this::conv2d)
            .addSumming(
                ConvTranspose2d.class,
                (op, tensors) -> new CudaConvTranspose2d(op, tensors, weights))
            .add(Concat.class, (op, tensors) -> new CudaConcat())
            .add(DepthToSpace.class, (op, tensors) -> new CudaDepthToSpace(op))
            .addSumming(
                DepthwiseConv2d.class,
                (op, tensors) -> new CudaDepthwiseConv2d(op, tensors, weights))
            .add(LayerNorm.class, this::normalization)
            .add(InstanceNorm.class, this::normalization)
            .add(AdaptiveInstanceNorm.class, (op, tensors) -> new CudaAdaptiveInstanceNorm(op))
            .add(SpatialSoftmax.class, (op, tensors) -> new CudaSpatialSoftmax())
            .add(DivideByChannelSum.class, (op, tensors) -> new CudaDivideByChannelSum(op))
            .add(Pad.class, (op, tensors) -> new CudaPad(op))
            .add(ResizeBilinear.class, (op, tensors) -> new CudaResizeBilinear(op))
            .add(LeakyRelu.class, (op, tensors) -> new CudaLeakyRelu(op))
            .add(ScaleShift.class, (op, tensors) -> new CudaScaleShift(tensors, weights))
            .add(PRelu.class, (op, tensors) -> new CudaPRelu(tensors, weights))
            .add(ResizeNearest.class, (op, tensors) -> new CudaResizeNearest())
            .add(Tanh.class, (op, tensors) -> new CudaTanh())
            .addSumming(Add.class, (op, tensors) -> new CudaAdd())
            .addSumming(Multiply.class, (op, tensors) -> new CudaMultiply())
            .addSumming(Divide.class, (op, tensors) -> new CudaDivide())
            .add(BoxMean.class, (op, tensors) -> new CudaBoxMean(op))
            .add(MaxPool.class, (op, tensors) -> new CudaMaxPool(op));
  }

  private CudaKernel conv2d(Conv2d op, Map<String, Tensor> tensors) {
    int inChannels = tensors.get(Parameter.WEIGHT).shape().extent(1) * op.groups();
    return runsOnTensorCores(op, inChannels)
        ? new CudaConv2dTensorCore(op, tensors, weights)
        : new CudaConv2d(op, tensors, weights);
  }

  private boolean runsOnTensorCores(Conv2d op, int inChannels) {
    return mode == Mode.FP16 && CudaConv2dTensorCore.computes(op, inChannels);
  }

  private CudaKernel normalization(Normalization op, Map<String, Tensor> tensors) {
    return new CudaNormalization(op, tensors, weights);
  }

  /** The kernels by op. */
  KernelTable<CudaKernel> table() {
    return table;
  }

  @Override
  public Optional<Algorithm> algorithm(Op op, int inChannels) {
    if (!(op instanceof Conv2d conv)) {
      return Optional.empty();
    }
    return Optional.of(runsOnTensorCores(conv, inChannels) ? TENSOR_CORES : Algorithm.DIRECT);
  }

  @Override
  public boolean loadsAffine() {
    return true;
  }

  @Override
  public boolean loadsResized(Op consumer, Resize resize) {
    return false;
  }

  @Override
  public boolean collectsStatistics(Op producer) {
    return table.collectsSums(producer);
  }

  @Override
  public boolean sumsWithoutStoring(Op producer) {
    return collectsStatistics(producer);
  }
}
