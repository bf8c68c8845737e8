package dev.fude.converter.pass;

import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Role;
import dev.fude.model.generator.TrainedTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the axes of convolution kernels in the order of converted files, OIHW. */
final class Transpose {
  private Transpose() {}

  /**
   * Transposes, without copying.
   *
   * @param named tensors by the network's names
   * @param layout how the file orders a kernel's axes
   * @param table the layers of the network, which tells kernels from vectors
   * @return the same tensors, kernels OIHW; what is no kernel of rank 4 is left as it is
   */
  static Map<String, NeutralTensor> apply(
      Map<String, NeutralTensor> named, KernelLayout layout, LayerTable table) {
    Map<String, TrainedTensor> wanted = table.tensors();
    Map<String, NeutralTensor> transposed = new LinkedHashMap<>(named);
    transposed.replaceAll((name, tensor) -> apply(tensor, layout, wanted.get(name)));
    return transposed;
  }

  private static NeutralTensor apply(
      NeutralTensor tensor, KernelLayout layout, TrainedTensor wanted) {
    if (wanted == null || !wanted.role().isKernel() || tensor.shape().rank() != 4) {
      return tensor;
    }
    return tensor.permuted(layout.toOihw(wanted.role() == Role.DEPTHWISE_KERNEL));
  }
}
