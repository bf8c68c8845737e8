package dev.fude.ops.runtime;

/**
 * The kernel of a norm that a plan may fold into the norm's readers. Where kernels apply a scale
 * and shift while loading, those of all norms are such kernels.
 */
public interface NormKernel extends Kernel {
  /**
   * Turns the norm into a scale and a shift a channel: {@code norm(x) = x * scale + shift}.
   *
   * @param sums the sums of the value that is normed
   * @param moments what becomes of the moments
   * @param scale receives the factors, (batch, channels)
   * @param shift receives the offsets, (batch, channels)
   */
  void toAffine(RowSums sums, MomentsRule moments, float[] scale, float[] shift);
}
