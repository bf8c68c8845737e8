package dev.fude.testkit;

import dev.fude.core.op.Normalization;
import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import java.util.ArrayList;
import java.util.List;

/** What the cases of the norms share. */
final class Norms {
  private Norms() {}

  static List<OpCase> cases(Op usual, Op tiny) {
    List<OpCase> cases = new ArrayList<>();
    for (int channels : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(usual, 1, 5, 7, channels));
    }
    for (int batch : new int[] {0, 2, 3}) {
      cases.add(OpCase.of(usual, batch, 4, 3, 33));
    }
    cases.add(OpCase.of(usual, 1, 1, 1, 6));
    cases.add(OpCase.of(usual, 1, 1, 31, 2));
    cases.add(OpCase.of(tiny, 2, 5, 5, 33));
    cases.addAll(CaseShapes.ranges(OpCase.of(usual, 2, 9, 11, 18)));
    return List.copyOf(cases);
  }

  static String attributes(Normalization norm) {
    return " eps " + norm.eps();
  }

  /**
   * {@code in * scale + shift} in float rounds the two large numbers that cancel: twice the
   * product's u, and once that of the shift. An error in the input enters by itself and through the
   * moments, where it weighs no more than by itself.
   */
  static double error(Normalization norm, ComputedNode node) {
    double gamma = ErrorModel.peak(node.parameter(Parameter.GAMMA));
    double scale = gamma / Moments.leastDeviation(node.input(), norm);
    double rounding = ErrorModel.UNIT * (3 * node.peakIn() * scale + 2 * node.peakOut());
    return 2 * scale * node.errorIn() + ErrorModel.worstCase(rounding);
  }
}
