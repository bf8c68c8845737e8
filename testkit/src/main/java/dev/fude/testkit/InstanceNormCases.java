package dev.fude.testkit;

import dev.fude.core.op.InstanceNorm;
import java.util.List;
import java.util.Optional;

/** {@link InstanceNorm}. */
final class InstanceNormCases implements CasesOf<InstanceNorm> {
  @Override
  public Class<InstanceNorm> op() {
    return InstanceNorm.class;
  }

  @Override
  public List<OpCase> list() {
    return Norms.cases(new InstanceNorm(1e-5), new InstanceNorm(1e-12));
  }

  @Override
  public String attributes(InstanceNorm norm) {
    return Norms.attributes(norm);
  }

  @Override
  public double error(InstanceNorm norm, ComputedNode node) {
    return Norms.error(norm, node);
  }

  @Override
  public Optional<InstanceNorm> read(GoldenOpFile file) {
    return file.holds("instance_norm")
        ? Optional.of(new InstanceNorm(file.number("eps")))
        : Optional.empty();
  }
}
