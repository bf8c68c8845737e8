package dev.fude.testkit;

import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.tensor.Shape;
import java.util.List;

/** {@link AdaptiveInstanceNorm}. */
final class AdaptiveInstanceNormCases implements CasesOf<AdaptiveInstanceNorm> {
  @Override
  public Class<AdaptiveInstanceNorm> op() {
    return AdaptiveInstanceNorm.class;
  }

  @Override
  public List<OpCase> list() {
    return Norms.cases(new AdaptiveInstanceNorm(1e-5), new AdaptiveInstanceNorm(1e-12));
  }

  /** The content, halved where it is negative: another mean, another deviation. */
  @Override
  public Op secondInput(AdaptiveInstanceNorm norm) {
    return new LeakyRelu(0.5f);
  }

  @Override
  public String attributes(AdaptiveInstanceNorm norm) {
    return " eps " + norm.eps();
  }

  /**
   * As {@link Norms#error}, with the deviation of the style for gamma. An error in the style enters
   * through its mean, by itself, and through its deviation, which is off by no more: times the
   * normed content, of which no number is larger than the root of the pixels.
   */
  @Override
  public double error(AdaptiveInstanceNorm norm, ComputedNode node) {
    InstanceNorm moments = new InstanceNorm(norm.eps());
    double deviation = Moments.leastDeviation(node.input(), moments);
    double scale = Moments.greatestDeviation(node.input(1), norm.eps()) / deviation;
    double rounding = ErrorModel.UNIT * (3 * node.peakIn() * scale + 2 * node.peakOut());
    Shape shape = node.input().shape();
    double mostPixels = Math.sqrt((double) shape.height() * shape.width());
    double normed = Math.min(mostPixels, 2 * node.peakIn() / deviation);
    return 2 * scale * node.errorIn(0)
        + (1 + normed) * node.errorIn(1)
        + ErrorModel.worstCase(rounding);
  }
}
