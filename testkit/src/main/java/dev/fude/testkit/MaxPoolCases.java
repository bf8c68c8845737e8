package dev.fude.testkit;

import dev.fude.core.op.MaxPool;
import java.util.ArrayList;
import java.util.List;

/** {@link MaxPool}, which is exact: the larger of two numbers is off as far as they are. */
final class MaxPoolCases implements CasesOf<MaxPool> {
  @Override
  public Class<MaxPool> op() {
    return MaxPool.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (int channels : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(new MaxPool(2, 2), 1, 5, 4, channels));
    }
    for (int stride : new int[] {1, 2, 4}) { // below, beside and beyond one another
      cases.add(OpCase.of(new MaxPool(3, stride), 2, 9, 8, 5));
    }
    cases.add(OpCase.of(new MaxPool(1, 3), 1, 4, 5, 3));
    cases.add(OpCase.of(new MaxPool(4, 1), 1, 4, 4, 3)); // just fits
    cases.add(OpCase.of(new MaxPool(2, 2), 1, 4, 1100, 3)); // more than one strip
    cases.add(OpCase.of(new MaxPool(2, 2), 0, 4, 5, 3));
    cases.addAll(CaseShapes.ranges(OpCase.of(new MaxPool(2, 2), 2, 7, 9, 13)));
    return List.copyOf(cases);
  }

  @Override
  public String attributes(MaxPool pool) {
    return " " + pool.kernel() + " stride " + pool.stride();
  }
}
