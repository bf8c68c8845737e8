package dev.fude.testkit;

import dev.fude.core.op.BoxMean;
import java.util.ArrayList;
import java.util.List;

/** {@link BoxMean}. */
final class BoxMeanCases implements CasesOf<BoxMean> {
  @Override
  public Class<BoxMean> op() {
    return BoxMean.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (int extent : new int[] {1, 3, 4, 17}) {
      cases.add(OpCase.of(new BoxMean(1), 1, 4, 5, extent));
      cases.add(OpCase.of(new BoxMean(2), 1, extent, 18 - extent, 3));
    }
    cases.add(OpCase.of(new BoxMean(1), 1, 3, 300, 3)); // more than one strip
    cases.add(OpCase.of(new BoxMean(1), 0, 4, 5, 3));
    cases.addAll(CaseShapes.ranges(OpCase.of(new BoxMean(2), 2, 7, 9, 5)));
    return List.copyOf(cases);
  }

  @Override
  public String attributes(BoxMean box) {
    return " " + box.radius();
  }

  /**
   * The partial sums of K numbers of one sign and up to a are up to k a, so the variance of the
   * sum's error is at most the sum over k of (u k a)^2 / 3, which is (u a)^2 K^3 / 9, and that of
   * the mean's (u a)^2 K / 9. The two divisions round as well.
   */
  @Override
  public double error(BoxMean box, ComputedNode node) {
    double rounding = ErrorModel.UNIT * node.peakIn() * Math.sqrt(box.window().taps()) / 3;
    double last = ErrorModel.worstCase(2 * ErrorModel.UNIT * node.peakOut() + 3 * Float.MIN_VALUE);
    return node.errorIn() + rounding + last;
  }
}
