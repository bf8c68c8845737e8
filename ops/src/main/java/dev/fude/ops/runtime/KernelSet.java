package dev.fude.ops.runtime;

import dev.fude.core.op.Op;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** The kernels of one backend: which ops it computes, and what they do beside their op. */
public interface KernelSet {
  /** Makes the kernel of one node. */
  @FunctionalInterface
  interface Factory {
    /**
     * Packs a node's weights.
     *
     * @param op the node's op
     * @param parameters its trained tensors, by role, already checked for shape
     * @return the kernel
     */
    Kernel prepare(Op op, Map<String, Tensor> parameters);
  }

  /**
   * What makes kernels for an op.
   *
   * @param op any op
   * @return empty if this set does not compute it
   */
  Optional<Factory> factory(Op op);

  /**
   * What the kernels fold.
   *
   * @return the answer to the planner's questions
   */
  Capabilities capabilities();
}
