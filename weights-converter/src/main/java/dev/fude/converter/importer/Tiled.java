package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture with an axis of one element behind its rows or columns, along which it was repeated:
 * what Keras begins an enlargement with.
 *
 * @param laid the picture before
 * @param place which axis it was repeated along
 * @param times how often
 */
record Tiled(Laid laid, int place, int times) implements Value {
  /** Its extents in the graph's order. */
  List<Amount> extents() {
    List<Amount> extents = new ArrayList<>(laid.extents());
    extents.set(place, Amount.of(times));
    return extents;
  }

  /** The picture in which that axis and the one before it are one. */
  Laid joined() {
    List<Axis> axes = new ArrayList<>(laid.order().axes());
    Axis before = place == 0 ? Axis.ONE : axes.get(place - 1);
    axes.remove(place);
    boolean isRows = before == Axis.HEIGHT;
    if (isRows || before == Axis.WIDTH) {
      Picture enlarged = EnlargedPicture.of(laid.picture(), isRows ? times : 1, isRows ? 1 : times);
      return new Laid(enlarged, new Order(axes));
    }
    throw unknown();
  }

  static NotImportableException unknown() {
    return new NotImportableException(
        "repeats a picture otherwise than one channel as several, or each pixel, which Fude has no"
            + " op for; "
            + Call.EXPORT_WITHOUT);
  }
}
