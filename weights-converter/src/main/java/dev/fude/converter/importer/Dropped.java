package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mean, variance or sum without the axes that it was taken over. They are put back before it is
 * used, and nothing else is understood.
 *
 * @param kept the same with all axes
 * @param order the axes that it had
 * @param axes those that it has: of them, and {@link Axis#ONE} for each that was put back
 * @param channels how many channels it was taken of
 */
record Dropped(Value kept, Order order, List<Axis> axes, int channels) implements Value {
  /** Makes the list unmodifiable. */
  Dropped {
    axes = List.copyOf(axes);
  }

  /** What is said of an operator that reads one as it is. */
  static NotImportableException unusable() {
    return new NotImportableException(
        "reads a mean or sum whose axes are dropped and not put back before; export the model with"
            + " keepdims");
  }

  /** Without the axes that an operator has taken a value over. */
  static Dropped of(Value value, Order order, Set<Axis> taken, int channels) {
    List<Axis> left = order.axes().stream().filter(axis -> !taken.contains(axis)).toList();
    return new Dropped(value, order, left, channels);
  }

  /** Another value without these axes. */
  Dropped of(Value other) {
    return new Dropped(other, order, axes, channels);
  }

  /** Whether it is one number, of all channels together. */
  boolean isOne() {
    return !axes.contains(Axis.CHANNELS);
  }

  /** The extents of the axes that it has. */
  List<Amount> extents() {
    return axes.stream().map(axis -> Amount.of(axis == Axis.CHANNELS ? channels : 1)).toList();
  }

  /**
   * Puts axes back.
   *
   * @param places where they are, among those that there are then
   * @return itself with these axes more, or what it was before once it has all
   */
  Value with(Set<Integer> places) {
    List<Axis> more = new ArrayList<>(axes);
    new TreeSet<>(places).forEach(place -> more.add(place, Axis.ONE));
    if (more.size() < order.axes().size()) {
      return new Dropped(kept, order, more, channels);
    }
    if (!more.equals(whole())) {
      throw new NotImportableException(
          "puts other axes into a mean or sum than it was taken over; " + Call.EXPORT_WITHOUT);
    }
    return kept;
  }

  /** The axes that it had, but for those that it was taken over. */
  private List<Axis> whole() {
    return order.axes().stream().map(axis -> axes.contains(axis) ? axis : Axis.ONE).toList();
  }
}
