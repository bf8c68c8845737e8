package dev.fude.testkit;

import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import java.util.List;

/** {@link PRelu}. */
final class PReluCases implements CasesOf<PRelu> {
  @Override
  public Class<PRelu> op() {
    return PRelu.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.elementwise(new PRelu());
  }

  /** One product, the very one of the specification if the input is exact. */
  @Override
  public double error(PRelu op, ComputedNode node) {
    double before = node.errorIn();
    double slope = Math.max(1, ErrorModel.peak(node.parameter(Parameter.SLOPE)));
    double rounding = ErrorModel.UNIT * slope * node.peakIn();
    return before == 0 ? 0 : slope * before + ErrorModel.worstCase(rounding);
  }
}
