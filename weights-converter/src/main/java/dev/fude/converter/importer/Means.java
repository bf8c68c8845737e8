package dev.fude.converter.importer;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Means over pixels, or over pixels and channels: the beginnings of norms that are spelled out. */
final class Means implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("ReduceMean", "GlobalAveragePool");
  }

  @Override
  public Optional<Value> apply(Call call) {
    if (call.value(0) instanceof Square square) {
      EnumSet<Axis> axes = axes(call, square.order());
      if (perChannel(axes) != square.perChannel()) {
        throw new NotImportableException(
            "takes a variance over other axes than its mean; " + Call.EXPORT_WITHOUT);
      }
      Value variance = Spread.variance(square.source(), square.perChannel(), square.order());
      int channels = square.source().channels();
      return Optional.of(kept(call, variance, square.order(), axes, channels));
    }
    Laid laid = call.picture(0);
    EnumSet<Axis> axes = axes(call, laid.order());
    Value mean = laid.with(NormedPicture.mean(laid.picture(), perChannel(axes)));
    laid.picture().stored(call.out());
    return Optional.of(kept(call, mean, laid.order(), axes, laid.picture().channels()));
  }

  /** A value with the axes that it was taken over, or without them if the node drops them. */
  private static Value kept(Call call, Value value, Order order, Set<Axis> axes, int channels) {
    boolean keeps = call.node().integer("keepdims", 1) != 0;
    return keeps ? value : Dropped.of(value, order, axes, channels);
  }

  private static EnumSet<Axis> axes(Call call, Order order) {
    if (call.operator().equals("GlobalAveragePool")) {
      return EnumSet.of(order.axis(2), order.axis(3));
    }
    if (call.node().integer("noop_with_empty_axes", 0) != 0 && !call.has(1)) {
      throw new NotImportableException("takes a mean over no axes; export the model again");
    }
    EnumSet<Axis> axes = EnumSet.noneOf(Axis.class);
    for (long axis : call.list("axes", 1).orElse(new long[] {0, 1, 2, 3})) {
      axes.add(order.axis(axis));
    }
    return axes;
  }

  private static boolean perChannel(EnumSet<Axis> taken) {
    EnumSet<Axis> axes = EnumSet.copyOf(taken);
    axes.removeAll(EnumSet.of(Axis.BATCH, Axis.ONE)); // which is one picture
    if (axes.remove(Axis.PIXELS)) {
      axes.addAll(EnumSet.of(Axis.HEIGHT, Axis.WIDTH));
    }
    if (axes.equals(EnumSet.of(Axis.HEIGHT, Axis.WIDTH))) {
      return true;
    }
    if (axes.equals(EnumSet.of(Axis.CHANNELS, Axis.HEIGHT, Axis.WIDTH))) {
      return false;
    }
    throw new NotImportableException(
        "takes a mean over neither all pixels nor all pixels and channels; " + Call.EXPORT_WITHOUT);
  }
}
