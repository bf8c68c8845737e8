package dev.fude.testkit;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.SeparableConv2d;
import dev.fude.core.op.Window;
import java.util.List;

/** {@link SeparableConv2d}, a composite op: few cases, for its parts have many. */
final class SeparableConv2dCases implements CasesOf<SeparableConv2d> {
  @Override
  public Class<SeparableConv2d> op() {
    return SeparableConv2d.class;
  }

  @Override
  public List<OpCase> list() {
    Padding bottomRight = new Padding(0, 1, 0, 1, PadMode.REFLECT);
    Window same = Window.square(3, 1, Padding.reflect(1));
    Window halving = Window.square(3, 2, bottomRight);
    return List.of(
        OpCase.of(new SeparableConv2d(9, same, true), 1, 6, 5, 7),
        OpCase.of(new SeparableConv2d(16, halving, false), 2, 8, 10, 24),
        OpCase.of(new SeparableConv2d(1, Window.square(5, 1, Padding.zero(2)), true), 1, 3, 4, 17));
  }

  @Override
  public String attributes(SeparableConv2d conv) {
    return " to " + conv.outChannels() + Convolutions.attributes(conv.window(), conv.bias());
  }
}
