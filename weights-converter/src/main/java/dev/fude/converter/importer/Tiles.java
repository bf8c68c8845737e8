package dev.fude.converter.importer;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pictures repeated along an axis: one channel as several, or each pixel (nearest resizes). */
final class Tiles implements Pattern {
  private static final int MOST_TIMES = 1 << 12;

  @Override
  public Set<String> operators() {
    return Set.of("Tile");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.picture(0);
    long[] times = call.numbers(1).fixed();
    if (times.length != laid.order().axes().size()) {
      throw Tiled.unknown();
    }
    Value tiled = laid;
    for (int place = 0; place < times.length; place++) {
      if (times[place] != 1) {
        // Another time, what it is repeated along would be no picture any more.
        tiled = tiled == laid ? tiled(laid, place, times[place]) : unknown();
      }
    }
    return Optional.of(tiled);
  }

  /** A picture of one channel as one of several; the other axes must stay as they are. */
  static Value expanded(Call call) {
    Laid laid = call.picture(0);
    Numbers asked = call.numbers(1);
    List<Axis> axes = laid.order().axes();
    if (asked.count() != axes.size()) {
      throw Tiled.unknown();
    }
    Laid expanded = laid;
    for (int place = 0; place < axes.size(); place++) {
      Amount wanted = asked.get(place);
      boolean stays =
          wanted.is(1) || call.trials().agree(wanted, laid.extents().get(place)); // 1: as it is
      if (!stays && axes.get(place) == Axis.CHANNELS && wanted.isConstant()) {
        expanded = repeated(laid, (long) wanted.at(0));
      } else if (!stays) {
        throw Tiled.unknown();
      }
    }
    return expanded;
  }

  private static Laid repeated(Laid laid, long times) {
    if (laid.picture().channels() != 1 || times < 1 || times > MOST_TIMES) {
      throw Tiled.unknown();
    }
    return laid.with(SelectedPicture.repeated(laid.picture(), (int) times));
  }

  private static Value tiled(Laid laid, int place, long times) {
    Axis axis = laid.order().axes().get(place);
    if (times < 1 || times > MOST_TIMES) {
      throw Tiled.unknown();
    }
    if (axis == Axis.ONE) {
      return new Tiled(laid, place, (int) times);
    }
    if (axis == Axis.CHANNELS) {
      return repeated(laid, times);
    }
    throw Tiled.unknown();
  }

  private static Value unknown() {
    throw Tiled.unknown();
  }
}
