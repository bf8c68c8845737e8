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
      if (perChannel(call, square.order()) != square.perChannel()) {
        throw new NotImportableException(
            "takes a variance over other axes than its mean; " + Call.EXPORT_WITHOUT);
      }
      return Optional.of(Spread.variance(square.source(), square.perChannel(), square.order()));
    }
    Laid laid = call.picture(0);
    boolean perChannel = perChannel(call, laid.order());
    laid.picture().stored(call.out());
    return Optional.of(laid.with(NormedPicture.mean(laid.picture(), perChannel)));
  }

  private static boolean perChannel(Call call, Order order) {
    EnumSet<Axis> axes = EnumSet.noneOf(Axis.class);
    if (call.operator().equals("GlobalAveragePool")) {
      axes.add(order.axis(2));
      axes.add(order.axis(3));
    } else {
      if (call.node().integer("noop_with_empty_axes", 0) != 0 && !call.has(1)) {
        throw new NotImportableException("takes a mean over no axes; export the model again");
      }
      for (long axis : call.list("axes", 1).orElse(new long[] {0, 1, 2, 3})) {
        axes.add(order.axis(axis));
      }
      if (call.node().integer("keepdims", 1) == 0) {
        throw new NotImportableException(
            "drops the axes that it takes a mean over; export the model with keepdims");
      }
    }
    axes.remove(Axis.BATCH); // which is one picture
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
