package dev.fude.core.plan;

/**
 * Where the one scale and one shift a channel of a {@link View} come from. Whatever the kind, a
 * backend makes two arrays of it before the first step that reads through the view, and from there
 * on all are alike.
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
   * An {@link dev.fude.core.op.AdaptiveInstanceNorm}: scale and shift follow from the sums of the
   * stored value and those of another, each picture's its own.
   *
   * @param node name of the graph's node, which has the norm's attributes
   * @param statistics index of the sums of the stored value, the content
   * @param style index of the sums of the style
   */
  record FoldedAdaptiveNorm(String node, int statistics, int style) implements Affine {
    @Override
    public String label() {
      return "norm" + statistics + "by" + style;
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
