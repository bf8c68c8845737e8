package dev.fude.testkit;

import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@link DepthToSpace}, which is exact. */
final class DepthToSpaceCases implements CasesOf<DepthToSpace> {
  @Override
  public Class<DepthToSpace> op() {
    return DepthToSpace.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    DepthToSpace twice = new DepthToSpace(2, Arrangement.CHANNELS);
    for (int channels : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(twice, 1, 2, 5, 4 * channels));
    }
    for (Arrangement arrangement : Arrangement.values()) {
      cases.add(OpCase.of(new DepthToSpace(3, arrangement), 2, 3, 4, 45));
      cases.add(OpCase.of(new DepthToSpace(4, arrangement), 1, 1, 1, 48));
    }
    cases.add(OpCase.of(twice, 0, 2, 3, 8));
    cases.addAll(CaseShapes.ranges(OpCase.of(twice, 1, 3, 5, 12)));
    return List.copyOf(cases);
  }

  @Override
  public String attributes(DepthToSpace op) {
    String arrangement = op.arrangement().name().toLowerCase(Locale.ROOT);
    return " by " + op.factor() + " of " + arrangement;
  }
}
