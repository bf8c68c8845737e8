package dev.fude.converter.importer;

import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A norm as far as a graph has spelled it out: one number a channel times the picture, another
 * times its mean, both perhaps divided by the deviation, and a shift:
 *
 * <pre>
 * (own[c] * x + ofMean[c] * mean(x)) / sqrt(variance(x) + eps) + shift[c]
 * </pre>
 *
 * <p>In whatever order exporters multiply and subtract, what comes out at the end is this form with
 * {@code ofMean = -own}, and that is the norm with gamma {@code own} and beta {@code shift}.
 */
final class NormedPicture extends Picture {
  private final Picture source;
  private final boolean perChannel;
  private final double[] own;
  private final double[] ofMean;
  private final double[] shift;
  private final Optional<Double> eps; // once it is divided

  private NormedPicture(
      Picture source,
      boolean perChannel,
      double[] own,
      double[] ofMean,
      double[] shift,
      Optional<Double> eps) {
    super(source.channels(), Vectors.isAll(own, 0) ? Size.ONE : source.size());
    this.source = source;
    this.perChannel = perChannel;
    this.own = own;
    this.ofMean = ofMean;
    this.shift = shift;
    this.eps = eps;
  }

  /** A picture's mean. */
  static NormedPicture mean(Picture source, boolean perChannel) {
    int channels = source.channels();
    return new NormedPicture(
        source,
        perChannel,
        Vectors.of(0, channels),
        Vectors.of(1, channels),
        Vectors.of(0, channels),
        Optional.empty());
  }

  /** A whole norm. */
  static NormedPicture norm(
      Picture source, boolean perChannel, double eps, double[] gamma, double[] beta) {
    return new NormedPicture(
        source, perChannel, gamma, Vectors.negated(gamma), beta, Optional.of(eps));
  }

  /** The distances from the mean, whichever is taken from the other, and nothing done to them. */
  boolean isCentered() {
    boolean isDistance = Vectors.isAll(own, 1) || Vectors.isAll(own, -1);
    return eps.isEmpty()
        && isDistance
        && Vectors.isAll(Vectors.sum(own, ofMean), 0)
        && Vectors.isAll(shift, 0);
  }

  private boolean isNorm() {
    return eps.isPresent() && Vectors.isAll(Vectors.sum(own, ofMean), 0);
  }

  /** Whether it is part of a norm, and no picture by itself. */
  boolean isOpen() {
    return !isNorm();
  }

  Picture source() {
    return source;
  }

  /** Whether it is a norm of each channel without a scale and shift of its own. */
  boolean isPlainInstanceNorm(double withEps) {
    return isNorm()
        && perChannel
        && eps.orElseThrow() == withEps
        && Vectors.isAll(own, 1)
        && Vectors.isAll(shift, 0);
  }

  /** Whether it is the mean of each channel of a picture, and nothing else. */
  boolean isMeanOf(Picture picture) {
    return source == picture
        && perChannel
        && eps.isEmpty()
        && Vectors.isAll(own, 0)
        && Vectors.isAll(ofMean, 1)
        && Vectors.isAll(shift, 0);
  }

  Square squared(Order order) {
    return new Square(source, perChannel, order);
  }

  NormedPicture scaled(double[] factors, double[] summands) {
    return new NormedPicture(
        source,
        perChannel,
        Vectors.product(own, factors),
        Vectors.product(ofMean, factors),
        Vectors.sum(Vectors.product(shift, factors), summands),
        eps);
  }

  /** The sum with another part of the same norm. */
  NormedPicture plus(Picture other) {
    NormedPicture part = partOf(other, source, perChannel);
    boolean isAlike =
        part.eps.equals(eps) || (Vectors.isAll(part.own, 0) && Vectors.isAll(part.ofMean, 0));
    if (!isAlike) {
      throw new NotImportableException(
          "adds a mean to what was divided by a deviation; " + Call.EXPORT_WITHOUT);
    }
    return new NormedPicture(
        source,
        perChannel,
        Vectors.sum(own, part.own),
        Vectors.sum(ofMean, part.ofMean),
        Vectors.sum(shift, part.shift),
        eps);
  }

  /** A picture, or a part of its norm, times the reciprocal of its deviation. */
  static NormedPicture divided(Picture picture, Spread reciprocal) {
    NormedPicture part = partOf(picture, reciprocal.source(), reciprocal.perChannel());
    if (part.eps.isPresent() || reciprocal.power() != -0.5 || !Vectors.isAll(part.shift, 0)) {
      throw new NotImportableException(
          "divides by a variance otherwise than norms do; " + Call.EXPORT_WITHOUT);
    }
    return new NormedPicture(
        part.source,
        part.perChannel,
        Vectors.product(part.own, reciprocal.scale()),
        Vectors.product(part.ofMean, reciprocal.scale()),
        part.shift,
        Optional.of(reciprocal.eps().orElse(0.0)));
  }

  /** A picture as a part of a norm: that of itself, or one that it is a part of already. */
  private static NormedPicture partOf(Picture picture, Picture source, boolean perChannel) {
    if (picture instanceof NormedPicture part && part.source == source) {
      if (part.perChannel != perChannel) {
        throw new NotImportableException(
            "mixes the statistics of channels with those of the picture; " + Call.EXPORT_WITHOUT);
      }
      return part;
    }
    int channels = source.channels();
    double[] none = Vectors.of(0, channels);
    if (picture == source) {
      double[] one = Vectors.of(1, channels);
      return new NormedPicture(source, perChannel, one, none, none, Optional.empty());
    }
    if (picture instanceof ScaledPicture scaled && scaled.base() == source) {
      return new NormedPicture(
          source, perChannel, scaled.scale(), none, scaled.shift(), Optional.empty());
    }
    throw new NotImportableException(
        "uses the mean or variance of one value for another, otherwise than adaptive instance norms"
            + " do; "
            + Call.EXPORT_WITHOUT);
  }

  @Override
  String write(GraphWriter out) {
    if (isOpen()) {
      throw new NotImportableException(
          "reads a mean or variance that is no norm's, as squeeze-and-excitation does, which Fude"
              + " has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    Map<String, Tensor> trained = new LinkedHashMap<>();
    trained.put(Parameter.GAMMA, Vectors.tensor(own));
    trained.put(Parameter.BETA, Vectors.tensor(shift));
    return out.add(norm(out.eps(eps.orElseThrow())), List.of(source.stored(out)), trained);
  }

  private Normalization norm(double number) {
    return perChannel ? new InstanceNorm(number) : new LayerNorm(number);
  }
}
