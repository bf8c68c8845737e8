package dev.fude.testkit;

import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@link Pad}. */
final class PadCases implements CasesOf<Pad> {
  @Override
  public Class<Pad> op() {
    return Pad.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (PadMode mode : PadMode.values()) {
      for (int channels : CaseShapes.AWKWARD) {
        cases.add(OpCase.of(new Pad(new Padding(1, 2, 3, 0, mode)), 1, 4, 5, channels));
      }
      cases.add(OpCase.of(new Pad(new Padding(3, 3, 3, 3, mode)), 3, 4, 4, 3));
      cases.add(OpCase.of(new Pad(new Padding(0, 1, 0, 1, mode)), 0, 2, 2, 3));
      cases.add(OpCase.of(new Pad(new Padding(1, 1, 1, 1, mode)), 2, 2, 2, 5));
      cases.add(OpCase.of(new Pad(new Padding(0, 0, 0, 0, mode)), 1, 1, 1, 1));
      OpCase plain = OpCase.of(new Pad(new Padding(2, 1, 1, 2, mode)), 1, 7, 6, 8);
      cases.add(plain.with(ValueRange.WITH_NAN));
      cases.add(plain.with(ValueRange.WITH_INFINITY));
    }
    cases.add(OpCase.of(new Pad(Padding.zero(4)), 1, 1, 2, 3));
    return List.copyOf(cases);
  }

  @Override
  public String attributes(Pad pad) {
    return attributes(pad.padding());
  }

  static String attributes(Padding padding) {
    return String.format(
        Locale.ROOT,
        " pad %d,%d,%d,%d %s",
        padding.top(),
        padding.bottom(),
        padding.left(),
        padding.right(),
        padding.mode().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<Pad> read(GoldenOpFile file) {
    return file.holds("pad_reflect")
        ? Optional.of(new Pad(file.padding(PadMode.REFLECT)))
        : Optional.empty();
  }
}
