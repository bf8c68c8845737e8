package dev.fude.testkit;

import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import java.util.List;
import java.util.Optional;

/** {@link InvertedResidual}, a composite op: few cases, for its parts have many. */
final class InvertedResidualCases implements CasesOf<InvertedResidual> {
  @Override
  public Class<InvertedResidual> op() {
    return InvertedResidual.class;
  }

  @Override
  public List<OpCase> list() {
    LayerNorm layerNorm = new LayerNorm(1e-5);
    InstanceNorm instanceNorm = new InstanceNorm(1e-5);
    return List.of(
        OpCase.of(new InvertedResidual(16, 2, layerNorm, 0.2f, true), 1, 5, 7, 16),
        OpCase.of(new InvertedResidual(9, 3, layerNorm, 0.2f, true), 2, 4, 6, 5),
        OpCase.of(new InvertedResidual(7, 2, instanceNorm, 0.2f, false), 3, 6, 9, 7),
        OpCase.of(new InvertedResidual(1, 1, layerNorm, 0, false), 1, 2, 2, 3));
  }

  @Override
  public String attributes(InvertedResidual block) {
    String bias = block.depthwiseBias() ? " bias" : "";
    return " to "
        + block.outChannels()
        + " by "
        + block.expansion()
        + " "
        + block.norm().kind()
        + bias;
  }

  @Override
  public Optional<InvertedResidual> read(GoldenOpFile file) {
    if (!file.holds("inverted_residual")) {
      return Optional.empty();
    }
    int[] expand = file.tensor("expand_weight").shape().extents(); // OIHW
    return Optional.of(
        new InvertedResidual(
            file.output().shape().channels(),
            expand[0] / expand[1],
            new LayerNorm(file.number("eps")),
            (float) file.number("alpha"),
            file.has("depthwise_bias")));
  }
}
