package dev.fude.testkit;

import dev.fude.core.op.Parameter;
import dev.fude.core.op.ScaleShift;
import java.util.List;

/** {@link ScaleShift}. */
final class ScaleShiftCases implements CasesOf<ScaleShift> {
  @Override
  public Class<ScaleShift> op() {
    return ScaleShift.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.elementwise(new ScaleShift());
  }

  /** Rounded once, as the specification is, though perhaps to the other side. */
  @Override
  public double error(ScaleShift op, ComputedNode node) {
    double scale = ErrorModel.peak(node.parameter(Parameter.SCALE));
    double rounding = 2 * ErrorModel.UNIT * node.peakOut() + Float.MIN_VALUE;
    return scale * node.errorIn() + ErrorModel.worstCase(rounding);
  }
}
