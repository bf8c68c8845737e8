package dev.fude.testkit;

import dev.fude.core.op.Tanh;
import java.util.List;
import java.util.Optional;

/** {@link Tanh}. */
final class TanhCases implements CasesOf<Tanh> {
  @Override
  public Class<Tanh> op() {
    return Tanh.class;
  }

  @Override
  public List<OpCase> list() {
    return CaseShapes.elementwise(new Tanh());
  }

  /** Four units in the last place, which is twice u for numbers just above a power of two. */
  @Override
  public double error(Tanh tanh, ComputedNode node) {
    double rounding = 4 * 2 * ErrorModel.UNIT * node.peakOut() + Float.MIN_VALUE;
    return node.errorIn() + ErrorModel.worstCase(rounding);
  }

  @Override
  public Optional<Tanh> read(GoldenOpFile file) {
    return file.holds("tanh") ? Optional.of(new Tanh()) : Optional.empty();
  }
}
