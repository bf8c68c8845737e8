package dev.fude.testkit;

import dev.fude.core.op.Op;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeNearest;
import java.util.ArrayList;
import java.util.List;

/** {@link ResizeNearest}, which is exact. */
final class ResizeNearestCases implements CasesOf<ResizeNearest> {
  @Override
  public Class<ResizeNearest> op() {
    return ResizeNearest.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (int extent : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(ResizeNearest.twice(), 1, 3, 5, extent));
      cases.add(OpCase.of(ResizeNearest.twice(), 1, 2, extent, 3));
      cases.add(OpCase.of(new ResizeNearest(new Resize.Size(extent, 7)), 1, 7, 9, 4));
    }
    for (Resize.Target target : Resizes.targets()) {
      cases.add(OpCase.of(new ResizeNearest(target), 2, 7, 9, 12));
    }
    cases.add(OpCase.of(ResizeNearest.twice(), 1, 1, 1, 4));
    cases.add(OpCase.of(ResizeNearest.twice(), 0, 2, 2, 4));
    cases.addAll(CaseShapes.ranges(OpCase.of(ResizeNearest.twice(), 1, 6, 8, 9)));
    return List.copyOf(cases);
  }

  @Override
  public String attributes(ResizeNearest resize) {
    return " " + resize.target();
  }

  @Override
  public Op secondInput(ResizeNearest resize) {
    return Resizes.reference();
  }
}
