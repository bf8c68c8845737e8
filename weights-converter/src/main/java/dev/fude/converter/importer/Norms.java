package dev.fude.converter.importer;

import java.util.Optional;
import java.util.Set;

/** Norms that are one operator. A batch norm is a scale and a shift once training is over. */
final class Norms implements Pattern {
  private static final float DEFAULT_EPSILON = 1e-5f;

  @Override
  public Set<String> operators() {
    return Set.of(
        "BatchNormalization", "InstanceNormalization", "GroupNormalization", "LayerNormalization");
  }

  @Override
  public Optional<Value> apply(Call call) {
    double eps = call.node().real("epsilon", DEFAULT_EPSILON);
    return Optional.of(
        switch (call.operator()) {
          case "BatchNormalization" -> batchNorm(call, eps);
          case "InstanceNormalization" -> instanceNorm(call, eps);
          case "GroupNormalization" -> groupNorm(call, eps);
          default -> layerNorm(call, eps);
        });
  }

  private static Value batchNorm(Call call, double eps) {
    if (call.node().integer("training_mode", 0) != 0) {
      throw new NotImportableException(
          "normalises by the batch, as while training; export the model for inference");
    }
    Laid laid = call.channelsFirst(0);
    int channels = laid.picture().channels();
    double[] gamma = call.vector(1, channels);
    double[] beta = call.vector(2, channels);
    double[] mean = call.vector(3, channels);
    double[] variance = call.vector(4, channels);
    double[] scale =
        Vectors.with(gamma, variance, (factor, spread) -> factor / Math.sqrt(spread + eps));
    double[] shift = Vectors.sum(beta, Vectors.negated(Vectors.product(mean, scale)));
    return laid.with(ScaledPicture.of(laid.picture(), scale, shift));
  }

  private static Value instanceNorm(Call call, double eps) {
    Value value = call.value(0) instanceof Factored many ? many.regrouped() : call.value(0);
    if (value instanceof Regrouped regrouped) {
      Picture picture = regrouped.laid().picture();
      Laid normed = regrouped.laid().with(grouped(call, picture, regrouped.groups(), eps));
      return new Regrouped(normed, regrouped.groups());
    }
    Laid laid = call.picture(0);
    if (!laid.order().equals(Order.CHANNELS_PIXELS)) {
      laid = call.channelsFirst(0);
    }
    return laid.with(grouped(call, laid.picture(), laid.picture().channels(), eps));
  }

  private static Value groupNorm(Call call, double eps) {
    Laid laid = call.channelsFirst(0);
    long groups = call.node().integer("num_groups", 1);
    return laid.with(grouped(call, laid.picture(), groups, eps));
  }

  /** A norm of all channels together, or of each by itself. */
  private static Picture grouped(Call call, Picture picture, long groups, double eps) {
    int channels = picture.channels();
    if (groups != 1 && groups != channels) {
      throw new NotImportableException(
          "normalises "
              + channels
              + " channels in groups, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    double[] gamma = call.vector(1, channels);
    double[] beta = call.vector(2, channels);
    picture.stored(call.out());
    return NormedPicture.norm(picture, groups == channels, eps, gamma, beta);
  }

  private static Value layerNorm(Call call, double eps) {
    Laid laid = call.picture(0);
    long axis = call.node().integer("axis", -1);
    if (axis != 1 && axis != -3) {
      throw new NotImportableException(
          "normalises each pixel or row by itself, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    int channels = laid.picture().channels();
    double[] gamma = Call.perChannel(call.value(1), laid);
    double[] beta = call.has(2) ? Call.perChannel(call.value(2), laid) : Vectors.of(0, channels);
    laid.picture().stored(call.out());
    return laid.with(NormedPicture.norm(laid.picture(), false, eps, gamma, beta));
  }
}
