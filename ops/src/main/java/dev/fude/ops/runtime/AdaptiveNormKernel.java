package dev.fude.ops.runtime;

/** The kernel of an adaptive norm that a plan may fold into the norm's readers. */
public interface AdaptiveNormKernel extends Kernel {
  /**
   * Turns the norm into a scale and a shift a channel: {@code norm(x) = x * scale + shift}.
   *
   * @param content the moments of the value that is normed
   * @param style the moments that it takes on
   * @param moments what becomes of both
   * @param scale receives the factors, (batch, channels)
   * @param shift receives the offsets, (batch, channels)
   */
  void toAffine(
      ChannelMoments content,
      ChannelMoments style,
      MomentsRule moments,
      float[] scale,
      float[] shift);
}
