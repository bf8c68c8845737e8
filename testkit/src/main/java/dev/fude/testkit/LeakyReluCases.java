package dev.fude.testkit;

import dev.fude.core.op.LeakyRelu;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link LeakyRelu}. */
final class LeakyReluCases implements CasesOf<LeakyRelu> {
  @Override
  public Class<LeakyRelu> op() {
    return LeakyRelu.class;
  }

  @Override
  public List<OpCase> list() {
    return Stream.of(0.2f, 0f, 1f)
        .flatMap(slope -> CaseShapes.elementwise(new LeakyRelu(slope)).stream())
        .toList();
  }

  @Override
  public String attributes(LeakyRelu leaky) {
    return " " + leaky.slope();
  }

  /** One product, the very one of the specification if the input is exact. */
  @Override
  public double error(LeakyRelu leaky, ComputedNode node) {
    double before = node.errorIn();
    return before == 0 ? 0 : before + ErrorModel.worstCase(ErrorModel.UNIT * node.peakIn());
  }

  @Override
  public Optional<LeakyRelu> read(GoldenOpFile file) {
    return file.holds("leaky_relu")
        ? Optional.of(new LeakyRelu((float) file.number("alpha")))
        : Optional.empty();
  }
}
