package dev.fude.converter.importer;

import java.util.List;

/**
 * A picture, and in which order the graph has its axes at this place.
 *
 * @param picture the picture
 * @param order the order of its axes
 */
record Laid(Picture picture, Order order) implements Value {
  /** Another picture in the same order. */
  Laid with(Picture other) {
    return new Laid(other, order);
  }

  /** The same picture with its axes in another order. */
  Laid in(Order other) {
    return new Laid(picture, other);
  }

  /** Its extents in the graph's order. */
  List<Amount> extents() {
    return order.axes().stream().map(this::extent).toList();
  }

  /** Whether its extents are the ones asked for. */
  boolean agrees(Call call, List<Amount> asked) {
    List<Amount> there = extents();
    boolean agrees = asked.size() == there.size();
    for (int axis = 0; axis < there.size() && agrees; axis++) {
      agrees = call.trials().agree(asked.get(axis), there.get(axis));
    }
    return agrees;
  }

  private Amount extent(Axis axis) {
    return switch (axis) {
      case BATCH -> Amount.of(1);
      case CHANNELS -> Amount.of(picture.channels());
      case HEIGHT -> picture.size().height().of(picture);
      case WIDTH -> picture.size().width().of(picture);
      case ONE -> Amount.of(1);
      case PIXELS -> picture.size().height().with(picture.size().width(), (h, w) -> h * w);
    };
  }
}
