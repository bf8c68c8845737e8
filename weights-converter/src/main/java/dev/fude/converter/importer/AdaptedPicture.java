package dev.fude.converter.importer;

import dev.fude.core.op.AdaptiveInstanceNorm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A norm whose scale is the deviation of another picture, the style, and whose shift is to be the
 * style's mean: an adaptive instance norm as far as a graph has spelled it out.
 */
final class AdaptedPicture extends Picture {
  private final Picture content;
  private final Picture style;
  private final double eps;
  private final boolean hasMean;

  private AdaptedPicture(Picture content, Picture style, double eps, boolean hasMean) {
    super(content.channels(), content.size().whereTaken(style.size()));
    this.content = content;
    this.style = style;
    this.eps = eps;
    this.hasMean = hasMean;
  }

  /**
   * A norm times a deviation.
   *
   * @param picture the norm
   * @param deviation of the style
   */
  static AdaptedPicture scaled(Picture picture, Spread deviation) {
    boolean isPlain =
        picture instanceof NormedPicture norm
            && norm.isPlainInstanceNorm(deviation.eps().orElse(0.0))
            && deviation.perChannel()
            && Vectors.isAll(deviation.scale(), 1);
    if (!isPlain) {
      throw new NotImportableException(
          "multiplies by a deviation otherwise than adaptive instance norms do; "
              + Call.EXPORT_WITHOUT);
    }
    Picture content = ((NormedPicture) picture).source();
    return new AdaptedPicture(content, deviation.source(), deviation.eps().orElse(0.0), false);
  }

  /** The whole norm, if one of two pictures lacks its style's mean and the other is that. */
  static Optional<AdaptedPicture> sum(Picture one, Picture other) {
    return withMean(one, other).or(() -> withMean(other, one));
  }

  private static Optional<AdaptedPicture> withMean(Picture picture, Picture summand) {
    return picture instanceof AdaptedPicture adapted
            && !adapted.hasMean
            && summand instanceof NormedPicture mean
            && mean.isMeanOf(adapted.style)
        ? Optional.of(new AdaptedPicture(adapted.content, adapted.style, adapted.eps, true))
        : Optional.empty();
  }

  @Override
  String write(GraphWriter out) {
    if (!hasMean) {
      throw new NotImportableException(
          "reads a norm times a deviation without the mean that belongs to it; "
              + Call.EXPORT_WITHOUT);
    }
    return out.add(
        new AdaptiveInstanceNorm(out.eps(eps)),
        List.of(content.stored(out), style.stored(out)),
        Map.of());
  }
}
