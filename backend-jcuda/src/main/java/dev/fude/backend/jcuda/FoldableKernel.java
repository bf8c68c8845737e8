package dev.fude.backend.jcuda;

/** A kernel whose op can be folded into its readers: they then apply its trained numbers. */
interface FoldableKernel extends CudaKernel {
  /**
   * Where one of the op's trained tensors is, (channels).
   *
   * @param role what the op calls it, see {@link dev.fude.core.op.Parameter}
   * @return bytes of the block of weights before it
   */
  long perChannel(String role);
}
