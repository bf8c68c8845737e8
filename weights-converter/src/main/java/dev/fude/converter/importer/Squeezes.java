package dev.fude.converter.importer;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Axes of one element that are left out or put in, of pictures and of sizes. */
final class Squeezes implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("Squeeze", "Unsqueeze");
  }

  @Override
  public Optional<Value> apply(Call call) {
    return Optional.of(call.operator().equals("Squeeze") ? squeezed(call) : unsqueezed(call));
  }

  private static Value squeezed(Call call) {
    if (call.value(0) instanceof Laid laid) {
      Order order = laid.order();
      for (long axis : call.list("axes", 1).orElse(new long[] {order.axes().indexOf(Axis.ONE)})) {
        order = order.withoutOne(axis);
      }
      return new Laid(laid.picture(), order);
    }
    if (call.value(0) instanceof Factored factored) {
      return factored.without(call, call.list("axes", 1).orElse(new long[0]));
    }
    Numbers numbers = call.numbers(0);
    Set<Integer> dropped = new TreeSet<>();
    Optional<long[]> axes = call.list("axes", 1);
    for (int axis = 0; axis < numbers.extents().length && axes.isEmpty(); axis++) {
      if (numbers.extents()[axis] == 1) {
        dropped.add(axis);
      }
    }
    for (long axis : axes.orElse(new long[0])) {
      dropped.add(numbers.axis(axis));
    }
    return numbers.without(dropped);
  }

  /** A list with one axis more is a list still: nothing here looks at axes of one element. */
  private static Value unsqueezed(Call call) {
    if (call.value(0) instanceof Laid laid) {
      Order order = laid.order();
      for (long axis : call.list("axes", 1).orElse(new long[] {0})) {
        order = order.withOne(axis);
      }
      return new Laid(laid.picture(), order);
    }
    if (call.value(0) instanceof Dropped dropped) {
      return dropped.with(places(call, dropped.axes().size()));
    }
    Numbers numbers = call.numbers(0);
    int more = call.list("axes", 1).orElse(new long[] {0}).length;
    if (numbers.extents().length + more > 1) {
      throw new NotImportableException(
          "gives a size more axes than sizes have; " + Call.EXPORT_WITHOUT);
    }
    return numbers.reshaped(new int[] {1});
  }

  /** Where new axes are, among those that there are then; negative ones count from the end. */
  private static Set<Integer> places(Call call, int before) {
    long[] axes = call.list("axes", 1).orElse(new long[] {0});
    int count = before + axes.length;
    Set<Integer> places = new TreeSet<>();
    for (long axis : axes) {
      long place = axis < 0 ? axis + count : axis;
      if (place < 0 || place >= count || !places.add((int) place)) {
        throw new NotImportableException(
            "names an axis twice, or one that there is not; export the model again");
      }
    }
    return places;
  }
}
