package dev.fude.backend.jcuda;

import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Normalization;
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
import java.util.Map;
import java.util.Optional;

/**
 * The kernels on the device, one class for each op, and what they do beside their op.
 *
 * <p>A resize is a step of its own here: a convolution would look at each enlarged pixel once for
 * every tap, and to interpolate it anew each time costs more than a GPU's memory does.
 */
final class CudaKernels implements Capabilities {
  /** Makes the kernel of one node. */
  @FunctionalInterface
  private interface Factory {
    CudaKernel prepare(Op op, Map<String, Tensor> parameters, WeightsBlock weights);
  }

  private final Mode mode;
  private final Map<Class<? extends Op>, Factory> factories =
      Map.ofEntries(
          Map.entry(Conv2d.class, (op, tensors, weights) -> conv2d((Conv2d) op, tensors, weights)),
          Map.entry(
              DepthwiseConv2d.class,
              (op, tensors, weights) ->
                  new CudaDepthwiseConv2d((DepthwiseConv2d) op, tensors, weights)),
          Map.entry(LayerNorm.class, CudaKernels::normalization),
          Map.entry(InstanceNorm.class, CudaKernels::normalization),
          Map.entry(Pad.class, (op, tensors, weights) -> new CudaPad((Pad) op)),
          Map.entry(
              ResizeBilinear.class,
              (op, tensors, weights) -> new CudaResizeBilinear((ResizeBilinear) op)),
          Map.entry(LeakyRelu.class, (op, tensors, weights) -> new CudaLeakyRelu((LeakyRelu) op)),
          Map.entry(
              ScaleShift.class, (op, tensors, weights) -> new CudaScaleShift(tensors, weights)),
          Map.entry(PRelu.class, (op, tensors, weights) -> new CudaPRelu(tensors, weights)),
          Map.entry(ResizeNearest.class, (op, tensors, weights) -> new CudaResizeNearest()),
          Map.entry(Tanh.class, (op, tensors, weights) -> new CudaTanh()),
          Map.entry(Add.class, (op, tensors, weights) -> new CudaAdd()));

  /**
   * The kernels of one mode.
   *
   * @param mode in which numbers is computed
   */
  CudaKernels(Mode mode) {
    this.mode = mode;
  }

  private CudaKernel conv2d(Conv2d op, Map<String, Tensor> tensors, WeightsBlock weights) {
    int inChannels = tensors.get(Parameter.WEIGHT).shape().extent(1) * op.groups();
    return runsOnTensorCores(op, inChannels)
        ? new CudaConv2dTensorCore(op, tensors, weights)
        : new CudaConv2d(op, tensors, weights);
  }

  private boolean runsOnTensorCores(Conv2d op, int inChannels) {
    return mode == Mode.FP16 && CudaConv2dTensorCore.computes(op, inChannels);
  }

  private static CudaKernel normalization(
      Op op, Map<String, Tensor> tensors, WeightsBlock weights) {
    return new CudaNormalization((Normalization) op, tensors, weights);
  }

  /** Why an op is not computed; empty if it is. */
  Optional<String> refusal(Op op) {
    return factories.containsKey(op.getClass())
        ? Optional.empty()
        : Optional.of(
            String.format(
                "Backend \"cuda\" has no kernel for %s; choose another backend.", op.kind()));
  }

  /**
   * Makes the kernel of one node.
   *
   * @param op an op that is not refused
   * @param tensors its trained tensors, by role, already checked for shape
   * @param weights takes what the kernel needs on the device
   * @return the kernel
   */
  CudaKernel prepare(Op op, Map<String, Tensor> tensors, WeightsBlock weights) {
    return factories.get(op.getClass()).prepare(op, tensors, weights);
  }

  @Override
  public String algorithm(Op op, int inChannels) {
    if (!(op instanceof Conv2d conv)) {
      return "";
    }
    return runsOnTensorCores(conv, inChannels) ? "tensor cores" : "direct";
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
    return producer instanceof Conv2d
        || producer instanceof DepthwiseConv2d
        || producer instanceof Add;
  }
}
