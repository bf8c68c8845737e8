package dev.fude.ops.runtime;

/**
 * What becomes of the mean and variance that a norm took from its pictures, before it uses them.
 */
@FunctionalInterface
public interface MomentsRule {
  /** The norm uses them as they are: every picture stands for itself. */
  MomentsRule OWN = (mean, variance) -> {};

  /**
   * Turns a norm's own moments into those that it is to use. Called once for a norm and run; an
   * adaptive norm has those of its style behind those of its content.
   *
   * @param mean the pictures' own means, changed in place, (batch, channels) once or twice
   * @param variance the pictures' own variances, changed in place, the same
   */
  void apply(double[] mean, double[] variance);
}
