package dev.fude.ops.runtime;

/**
 * A kernel whose op can be folded into its readers: they then apply its trained numbers themselves
 * while they load.
 */
public interface FoldableKernel extends Kernel {
  /**
   * One of the op's trained tensors.
   *
   * @param role what the op calls it, see {@link dev.fude.core.op.Parameter}
   * @return one number a channel, (channels); not to be written
   */
  float[] perChannel(String role);
}
