package dev.fude.testkit;

import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Op;
import java.util.ArrayList;
import java.util.List;

/** {@link Concat}, which is exact: an element is off as far as the input that it is taken from. */
final class ConcatCases implements CasesOf<Concat> {
  @Override
  public Class<Concat> op() {
    return Concat.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (int channels : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(new Concat(2), 1, 3, 5, channels));
    }
    cases.add(OpCase.of(new Concat(2), 3, 2, 3, 7));
    cases.add(OpCase.of(new Concat(4), 1, 3, 1, 4));
    cases.add(OpCase.of(new Concat(2), 0, 2, 3, 7));
    cases.addAll(CaseShapes.ranges(OpCase.of(new Concat(3), 2, 6, 11, 13)));
    return List.copyOf(cases);
  }

  @Override
  public String attributes(Concat concat) {
    return " of " + concat.count();
  }

  /** Another number of channels than the first has. */
  @Override
  public Op secondInput(Concat concat) {
    return Conv2d.pointwise(5);
  }

  @Override
  public double error(Concat concat, ComputedNode node) {
    double largest = 0;
    for (int i = 0; i < concat.count(); i++) {
      largest = Math.max(largest, node.errorIn(i));
    }
    return largest;
  }
}
