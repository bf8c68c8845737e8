package dev.fude.core.op;

import dev.fude.core.tensor.Shape;

/**
 * A trained tensor that an op needs.
 *
 * @param role what the op calls it: {@code weight}, {@code bias}, {@code gamma}, {@code beta},
 *     {@code scale}, {@code shift}, {@code slope}
 * @param shape its shape: (outChannels, inChannels / groups, kernelH, kernelW) of a convolution,
 *     the first two exchanged of a transposed one, else (channels)
 */
public record Parameter(String role, Shape shape) {
  /** The role of convolution weights. */
  public static final String WEIGHT = "weight";

  /** The role of a per-channel bias. */
  public static final String BIAS = "bias";

  /** The role of a norm's per-channel factor. */
  public static final String GAMMA = "gamma";

  /** The role of a norm's per-channel offset. */
  public static final String BETA = "beta";

  /** The role of a per-channel factor that is no norm's. */
  public static final String SCALE = "scale";

  /** The role of a per-channel offset that is no norm's. */
  public static final String SHIFT = "shift";

  /** The role of per-channel factors for negative values. */
  public static final String SLOPE = "slope";
}
