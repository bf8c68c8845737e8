package dev.fude.converter.importer;

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

  private static Value tiled(Laid laid, int place, long times) {
    Axis axis = laid.order().axes().get(place);
    if (times < 1 || times > MOST_TIMES) {
      throw Tiled.unknown();
    }
    if (axis == Axis.ONE) {
      return new Tiled(laid, place, (int) times);
    }
    if (axis == Axis.CHANNELS && laid.picture().channels() == 1) {
      return laid.with(SelectedPicture.repeated(laid.picture(), (int) times));
    }
    throw Tiled.unknown();
  }

  private static Value unknown() {
    throw Tiled.unknown();
  }
}
