package dev.fude.testkit;

import dev.fude.core.op.Add;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import java.util.List;

/** {@link Add}. */
final class AddCases implements CasesOf<Add> {
  @Override
  public Class<Add> op() {
    return Add.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.elementwise(new Add());
  }

  /** The first input, halved where it is negative. */
  @Override
  public Op secondInput(Add add) {
    return new LeakyRelu(0.5f);
  }

  /** One sum, the very one of the specification if both inputs are exact. */
  @Override
  public double error(Add add, ComputedNode node) {
    double both = node.errorIn(0) + node.errorIn(1);
    return both == 0 ? 0 : both + ErrorModel.worstCase(ErrorModel.UNIT * node.peakOut());
  }
}
