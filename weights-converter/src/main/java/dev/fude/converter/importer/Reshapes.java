package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Other shapes of sizes, and of pictures: for products of matrices with rows and columns as one
 * axis, for the norms between them to (batch, groups, the rest), and back.
 */
final class Reshapes implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("Reshape");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Optional<Numbers> numbers = Call.numbers(call.value(0));
    Numbers wanted =
        call.node().integers("shape").map(Reshapes::listed).orElseGet(() -> call.numbers(1));
    boolean zeroIsZero = call.node().integer("allowzero", 0) != 0;
    if (numbers.isPresent()) {
      List<Amount> before = new ArrayList<>();
      for (int extent : numbers.get().extents()) {
        before.add(Amount.of(extent));
      }
      int[] extents =
          resolved(call, wanted, before, zeroIsZero).stream().mapToInt(Reshapes::extent).toArray();
      return Optional.of(numbers.get().reshaped(extents));
    }
    if (call.value(0) instanceof Tiled tiled) {
      List<Amount> extents = resolved(call, wanted, tiled.extents(), zeroIsZero);
      return Optional.of(alike(call, tiled.joined(), extents).orElseThrow(Tiled::unknown));
    }
    if (call.value(0) instanceof Regrouped regrouped) {
      return Optional.of(back(call, regrouped, wanted));
    }
    if (call.value(0) instanceof Factored factored) {
      return Optional.of(
          factored.reshaped(call, resolved(call, wanted, factored.extents(), zeroIsZero)));
    }
    if (call.value(0) instanceof Dropped dropped) {
      return Optional.of(
          whole(call, dropped, resolved(call, wanted, dropped.extents(), zeroIsZero)));
    }
    if (call.value(0) instanceof Spread spread) {
      List<Amount> extents = resolved(call, wanted, mean(spread).extents(), zeroIsZero);
      return Optional.of(reordered(call, spread, extents));
    }
    Laid laid = call.picture(0);
    List<Amount> extents = resolved(call, wanted, laid.extents(), zeroIsZero);
    Optional<Laid> alike = alike(call, laid, extents);
    if (alike.isPresent()) {
      return alike.map(same -> same);
    }
    return Factored.of(call, laid, extents)
        .or(() -> Optional.of(new Regrouped(call.channelsFirst(0), groups(extents))));
  }

  /** The mean of each channel, in the order in which a spread has its axes. */
  private static Laid mean(Spread spread) {
    return new Laid(NormedPicture.mean(spread.source(), true), spread.order());
  }

  private static Spread reordered(Call call, Spread spread, List<Amount> extents) {
    Laid other = alike(call, mean(spread), extents).orElseThrow(Reshapes::unknown);
    return spread.laid(other.order());
  }

  /** A mean or variance with all its axes again, perhaps in another order. */
  private static Value whole(Call call, Dropped dropped, List<Amount> extents) {
    if (dropped.kept() instanceof ChannelSum) {
      throw Dropped.unusable();
    }
    if (dropped.isOne()) {
      boolean isWhole =
          extents.size() == dropped.order().axes().size()
              && extents.stream().allMatch(extent -> extent.is(1));
      if (!isWhole) {
        throw unknown();
      }
      return dropped.kept();
    }
    return dropped.kept() instanceof Spread spread
        ? reordered(call, spread, extents)
        : alike(call, (Laid) dropped.kept(), extents).orElseThrow(Reshapes::unknown);
  }

  /**
   * The same picture in an order of its axes that has these extents and changes no number's place.
   */
  private static Optional<Laid> alike(Call call, Laid laid, List<Amount> extents) {
    Set<Order> orders = new LinkedHashSet<>(List.of(laid.order()));
    orders.addAll(laid.order().alike());
    if (laid.picture().size().same(Size.ONE)) {
      orders.addAll(Order.NCHW.alike());
      orders.addAll(Order.NHWC.alike());
    }
    return orders.stream()
        .map(order -> new Laid(laid.picture(), order))
        .filter(other -> other.agrees(call, extents))
        .findFirst()
        .or(() -> withOnes(call, laid, extents));
  }

  /** The same axes in the same order, with other axes of one element among them. */
  private static Optional<Laid> withOnes(Call call, Laid laid, List<Amount> extents) {
    List<Axis> axes = laid.order().axes().stream().filter(axis -> axis != Axis.ONE).toList();
    List<Amount> there = new Laid(laid.picture(), new Order(axes)).extents();
    List<Axis> with = new ArrayList<>();
    int found = 0;
    for (Amount extent : extents) {
      boolean isNext = found < axes.size() && call.trials().agree(extent, there.get(found));
      if (!isNext && !extent.is(1)) {
        return Optional.empty();
      }
      with.add(isNext ? axes.get(found++) : Axis.ONE);
    }
    return found == axes.size() ? Optional.of(laid.in(new Order(with))) : Optional.empty();
  }

  private static Numbers listed(long[] extents) {
    List<Amount> amounts = new ArrayList<>();
    for (long extent : extents) {
      amounts.add(Amount.of((double) extent));
    }
    return Numbers.list(amounts);
  }

  private static int extent(Amount amount) {
    double extent = amount.at(0);
    if (!amount.isConstant() || !(extent >= 0 && extent <= Numbers.MOST)) {
      throw new NotImportableException(
          "makes a size of an impossible shape; export the model again");
    }
    return (int) extent;
  }

  /** An extent of 0 means as before, and one of -1 what is left for it. */
  private static List<Amount> resolved(
      Call call, Numbers wanted, List<Amount> before, boolean zeroIsZero) {
    Amount all = product(before);
    List<Amount> extents = new ArrayList<>(wanted.amounts());
    for (int axis = 0; axis < extents.size(); axis++) {
      if (extents.get(axis).is(0) && !zeroIsZero && axis < before.size()) {
        extents.set(axis, before.get(axis));
      }
    }
    int open =
        Collections.indexOfSubList(extents.stream().map(e -> e.is(-1)).toList(), List.of(true));
    if (open >= 0) {
      extents.set(open, Amount.of(1));
      extents.set(open, call.trials().left(all, product(extents)));
    }
    return extents;
  }

  private static Amount product(List<Amount> extents) {
    return extents.stream().reduce(Amount.of(1), (one, other) -> one.with(other, (a, b) -> a * b));
  }

  private static int groups(List<Amount> extents) {
    if (extents.size() >= 2 && extents.get(0).is(1) && extents.get(1).isConstant()) {
      double groups = extents.get(1).at(0);
      if (groups >= 1 && groups <= Integer.MAX_VALUE) {
        return (int) groups;
      }
    }
    throw unknown();
  }

  private static NotImportableException unknown() {
    return new NotImportableException(
        "reshapes a picture otherwise than norms do, which Fude has no op for; "
            + Call.EXPORT_WITHOUT);
  }

  private static Value back(Call call, Regrouped regrouped, Numbers wanted) {
    Laid laid = regrouped.laid();
    // What is left for an extent of -1 counts the same in any shape of the picture.
    if (!laid.agrees(call, resolved(call, wanted, laid.extents(), true))) {
      throw new NotImportableException(
          "gives a picture another shape than it had; " + Call.EXPORT_WITHOUT);
    }
    return laid;
  }
}
