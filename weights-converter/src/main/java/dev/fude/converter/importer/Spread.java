package dev.fude.converter.importer;

import java.util.Optional;

/**
 * How far a picture's numbers are spread: {@code (variance + eps) ^ power * scale[c]}.
 *
 * @param source the picture
 * @param perChannel whether each channel has a variance of its own
 * @param order in which the graph has its axes, of which all but the channels' are one long
 * @param eps what is added to the variance, once something is
 * @param power 1 for the variance, 0.5 for the deviation, -0.5 for one divided by it
 * @param scale what it was multiplied by, one for each channel
 */
record Spread(
    Picture source,
    boolean perChannel,
    Order order,
    Optional<Double> eps,
    double power,
    double[] scale)
    implements Value {
  /** A variance. */
  static Spread variance(Picture source, boolean perChannel, Order order) {
    double[] one = Vectors.of(1, source.channels());
    return new Spread(source, perChannel, order, Optional.empty(), 1, one);
  }

  /** The same numbers with their axes in another order. */
  Spread laid(Order other) {
    return new Spread(source, perChannel, other, eps, power, scale);
  }

  /** Whether a graph that multiplies a picture by this does so channel by channel. */
  boolean fits(Laid laid) {
    return !perChannel || order.channelsFromTheEnd() == laid.order().channelsFromTheEnd();
  }

  boolean isVariance() {
    return power == 1;
  }

  Spread plus(double number) {
    if (!isVariance() || eps.isPresent()) {
      throw new NotImportableException(
          "adds to a variance otherwise than norms do; " + Call.EXPORT_WITHOUT);
    }
    return new Spread(source, perChannel, order, Optional.of(number), power, scale);
  }

  Spread raised(double exponent) {
    if (!Vectors.isAll(scale, 1)) {
      throw new NotImportableException(
          "takes a root of a variance otherwise than norms do; " + Call.EXPORT_WITHOUT);
    }
    return new Spread(source, perChannel, order, eps, power * exponent, scale);
  }

  Spread scaled(double[] factors) {
    return new Spread(source, perChannel, order, eps, power, Vectors.product(scale, factors));
  }
}
