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
   * Why an op is not computed.
   *
   * @param op any op
   * @param backend the backend's name, for the sentence
   * @return empty if it is; else one sentence with the cure
   */
  default Optional<String> refusal(Op op, String backend) {
    return factory(op).isPresent()
        ? Optional.empty()
        : Optional.of(
            String.format(
                "Backend \"%s\" has no kernel for %s; choose another backend.",
                backend, op.kind()));
  }

  /**
   * What the kernels fold.
   *
   * @return the answer to the planner's questions
   */
  Capabilities capabilities();
}
