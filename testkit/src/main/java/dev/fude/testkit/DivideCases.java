package dev.fude.testkit;

import dev.fude.core.op.Divide;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import java.util.List;

/** {@link Divide}. */
final class DivideCases implements CasesOf<Divide> {
  @Override
  public Class<Divide> op() {
    return Divide.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.likeAdd(new Divide());
  }

  /** The first input, a quarter of it where it is negative. */
  @Override
  public Op secondInput(Divide divide) {
    return new LeakyRelu(0.25f);
  }

  /**
   * One quotient, the very one of the specification if both inputs are exact. Else it depends on
   * how small the divisor may have become.
   */
  @Override
  public double error(Divide divide, ComputedNode node) {
    double both = node.errorIn(0) + node.errorIn(1) * node.peakOut();
    if (both == 0) {
      return 0;
    }
    double least = node.leastIn(1) - 6 * node.errorIn(1);
    double largest = ErrorModel.worstCase(ErrorModel.UNIT * node.peakOut());
    return least > 0 ? both / least + largest : Double.POSITIVE_INFINITY;
  }
}
