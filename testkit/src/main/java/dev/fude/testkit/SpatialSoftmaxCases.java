package dev.fude.testkit;

import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.tensor.Shape;
import java.util.List;

/** {@link SpatialSoftmax}. */
final class SpatialSoftmaxCases implements CasesOf<SpatialSoftmax> {
  /** Of the exponential function, as the kernels promise it. */
  private static final double EXP_UNITS = 4;

  @Override
  public Class<SpatialSoftmax> op() {
    return SpatialSoftmax.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.elementwise(new SpatialSoftmax());
  }

  /**
   * A number D below the largest is rounded when that is subtracted, by u D, and its exponential by
   * as large a part of itself: at most u / e of the greatest. The sum's terms are off likewise,
   * which weighs as their mean D, at most the logarithm of the pixels. Add the exponentials' own
   * errors, above and below the bar (a unit in the last place is up to 2 u), and three roundings.
   * An error in the input moves a logarithm by itself, and all others by as much at most.
   */
  @Override
  public double error(SpatialSoftmax softmax, ComputedNode node) {
    Shape shape = node.input().shape();
    double pixels = Math.max(1, (double) shape.height() * shape.width());
    double units = 1 / Math.E + Math.log(pixels) + 2 * 2 * EXP_UNITS + 3;
    double rounding = ErrorModel.UNIT * units * node.peakOut() + Float.MIN_NORMAL;
    return 2 * node.errorIn() * node.peakOut() + ErrorModel.worstCase(rounding);
  }
}
