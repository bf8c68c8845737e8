package dev.fude.core.plan;

/**
 * Where the one scale and one shift a channel of a {@link View} come from. Whatever the kind, a
 * backend makes two arrays of it before the first step that reads through the view, and from there
 * on all are alike. A norm of one value by the sums of two (adaptive instance norm) would be a
 * third kind.
 */
public sealed interface Affine {
  /**
   * A norm: scale and shift follow from the sums of the stored value, each picture's its own.
   *
   * @param node name of the graph's node, which has the norm's attributes and tensors
   * @param statistics index of the sums that the producer collected
   */
  record FoldedNorm(String node, int statistics) implements Affine {
    @Override
    public String label() {
      return "norm" + statistics;
    }
  }

  /**
   * A {@link dev.fude.core.op.ScaleShift}: scale and shift are trained, the same for all pictures.
   *
   * @param node name of the graph's node, whose tensors they are
   */
  record FoldedScaleShift(String node) implements Affine {
    @Override
    public String label() {
      return "scale_shift";
    }
  }

  /**
   * The map as a plan prints it.
   *
   * @return one word
   */
  String label();
}
