package dev.fude.testkit;

import dev.fude.core.op.Op;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link ResizeBilinear}. */
final class ResizeBilinearCases implements CasesOf<ResizeBilinear> {
  @Override
  public Class<ResizeBilinear> op() {
    return ResizeBilinear.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (ResizeRule rule : ResizeRule.values()) {
      for (int channels : CaseShapes.AWKWARD) {
        cases.add(OpCase.of(ResizeBilinear.twice(rule), 1, 3, 5, channels));
      }
      for (int width : CaseShapes.AWKWARD) {
        cases.add(OpCase.of(ResizeBilinear.twice(rule), 1, 2, width, 3));
      }
      for (Resize.Target target : Resizes.targets()) {
        cases.add(OpCase.of(new ResizeBilinear(rule, target), 2, 7, 9, 12));
      }
      cases.add(OpCase.of(ResizeBilinear.twice(rule), 1, 1, 1, 4));
      cases.add(OpCase.of(ResizeBilinear.twice(rule), 0, 2, 2, 4));
      OpCase plain = OpCase.of(ResizeBilinear.twice(rule), 1, 6, 8, 9);
      cases.add(plain.with(ValueRange.OFFSET));
      cases.add(plain.with(ValueRange.LARGE));
      cases.add(plain.with(ValueRange.DENORMAL));
      cases.add(plain.with(ValueRange.WITH_NAN));
    }
    return List.copyOf(cases);
  }

  @Override
  public String attributes(ResizeBilinear resize) {
    return " " + resize.rule().id() + " " + resize.target();
  }

  @Override
  public Op secondInput(ResizeBilinear resize) {
    return Resizes.reference();
  }

  /**
   * Three interpolations: a difference, a rounded fraction, a product and a sum each, of which the
   * roundings below the normal floats are absolute.
   */
  @Override
  public double error(ResizeBilinear resize, ComputedNode node) {
    double rounding = ErrorModel.UNIT * node.peakIn() + Float.MIN_VALUE;
    return node.errorIn() + ErrorModel.worstCase(12 * rounding);
  }

  @Override
  public Optional<ResizeBilinear> read(GoldenOpFile file) {
    if (!file.holds("resize_bilinear")) {
      return Optional.empty();
    }
    Shape output = file.output().shape();
    return Optional.of(
        new ResizeBilinear(
            ResizeRule.of(file.text("mode")), new Resize.Size(output.height(), output.width())));
  }
}
