package dev.fude.testkit;

import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Op;
import java.util.List;

/** {@link Multiply}. */
final class MultiplyCases implements CasesOf<Multiply> {
  @Override
  public Class<Multiply> op() {
    return Multiply.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.likeAdd(new Multiply());
  }

  /** The first input, halved where it is negative. */
  @Override
  public Op secondInput(Multiply multiply) {
    return new LeakyRelu(0.5f);
  }

  /** One product, the very one of the specification if both inputs are exact. */
  @Override
  public double error(Multiply multiply, ComputedNode node) {
    double first = node.errorIn(0) * (node.peakIn(1) + node.errorIn(1));
    double second = node.errorIn(1) * node.peakIn(0);
    double both = first + second;
    return both == 0 ? 0 : both + ErrorModel.worstCase(ErrorModel.UNIT * node.peakOut());
  }
}
