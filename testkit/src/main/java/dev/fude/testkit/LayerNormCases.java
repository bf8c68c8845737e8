package dev.fude.testkit;

import dev.fude.core.op.LayerNorm;
import java.util.List;
import java.util.Optional;

/** {@link LayerNorm}. */
final class LayerNormCases implements CasesOf<LayerNorm> {
  @Override
  public Class<LayerNorm> op() {
    return LayerNorm.class;
  }

  @Override
  public List<OpCase> list() {
    return Norms.cases(new LayerNorm(1e-5), new LayerNorm(1e-12));
  }

  @Override
  public String attributes(LayerNorm norm) {
    return Norms.attributes(norm);
  }

  @Override
  public double error(LayerNorm norm, ComputedNode node) {
    return Norms.error(norm, node);
  }

  @Override
  public Optional<LayerNorm> read(GoldenOpFile file) {
    return file.holds("layer_norm")
        ? Optional.of(new LayerNorm(file.number("eps")))
        : Optional.empty();
  }
}
