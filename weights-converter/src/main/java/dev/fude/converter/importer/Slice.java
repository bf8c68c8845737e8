package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.List;

/**
 * Every so many elements of an axis, from one to before another.
 *
 * @param axis the axis; a negative one counts from the end
 * @param start the first; a negative one counts from the end
 * @param end the one before which it ends; a negative one counts from the end
 * @param step how far it is from each to the next; backwards if it is negative
 */
record Slice(long axis, long start, long end, long step) {
  /** Sides have fewer pixels, and who means "to the end" says more. */
  private static final long BEYOND_SIDES = 1L << 24;

  /** Checks the step. */
  Slice {
    if (step == 0 || Math.abs(step) > Numbers.MOST) {
      throw new NotImportableException("slices in impossible steps; export the model again");
    }
  }

  /** The slices of a node, whose settings became inputs in newer versions. */
  static List<Slice> of(Call call) {
    long[] axes = call.list("axes", 3).orElse(new long[0]);
    long[] starts = places(call, "starts", 1, axes);
    long[] ends = places(call, "ends", 2, axes);
    axes = axes.length == 0 ? counted(starts.length) : axes;
    long[] steps = call.has(4) ? call.numbers(4).fixed() : new long[0];
    if (ends.length != starts.length || axes.length != starts.length) {
      throw new NotImportableException("slices axes incompletely; export the model again");
    }
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      slices.add(new Slice(axes[i], starts[i], ends[i], i < steps.length ? steps[i] : 1));
    }
    return slices;
  }

  /**
   * Where slices of some axes start or end. What is computed of the picture's size is a place if it
   * is the same one wherever the picture's own size is there, or all of that size.
   */
  private static long[] places(Call call, String attribute, int index, long[] axes) {
    boolean fixed = !call.has(index) || call.numbers(index).isFixed();
    if (fixed || !(call.value(0) instanceof Laid laid)) {
      return call.list(attribute, index).orElse(new long[0]);
    }
    List<Amount> extents = laid.extents();
    Numbers numbers = call.numbers(index);
    long[] places = new long[numbers.count()];
    for (int i = 0; i < places.length; i++) {
      Amount extent = extents.get(laid.order().place(i < axes.length ? axes[i] : i));
      places[i] = place(numbers.get(i), extent);
    }
    return places;
  }

  private static long place(Amount place, Amount extent) {
    if (place.same(extent)) {
      return BEYOND_SIDES;
    }
    return (long)
        place
            .onlyWhereTaken(extent)
            .orElseThrow(
                () ->
                    new NotImportableException(
                        "crops a picture to another size than its own, which Fude has no op for; "
                            + Call.EXPORT_WITHOUT));
  }

  private static long[] counted(int count) {
    long[] axes = new long[count];
    for (int i = 0; i < count; i++) {
      axes[i] = i;
    }
    return axes;
  }

  /** Whether it is all of an axis, however long that is. */
  boolean isWhole() {
    return start == 0 && end >= BEYOND_SIDES && step == 1;
  }

  /** What it does with rows or columns, as a clause, and what could be done. */
  String ofPixels() {
    if (step > 1) {
      return String.format(
          "takes one row or column in %d, as x[::%d] does, which Fude has no op for; write it as a"
              + " pool of windows of 1 x 1 or as a convolution, of stride %d, and export again",
          step, step, step);
    }
    return step < 0
        ? "turns rows or columns round, which Fude has no op for; " + Call.EXPORT_WITHOUT
        : "crops a picture, which Fude has no op for; " + Call.EXPORT_WITHOUT;
  }

  /** The places along an axis of some length. */
  List<Integer> of(int extent) {
    long first = start < 0 ? start + extent : start;
    long last = end < 0 ? end + extent : end;
    List<Integer> places = new ArrayList<>();
    if (step > 0) {
      long beyond = Math.min(last, extent);
      for (long i = Math.max(0, first); i < beyond; i += step) {
        places.add((int) i);
      }
    } else {
      long beyond = Math.max(last, -1);
      for (long i = Math.min(first, extent - 1L); i > beyond; i += step) {
        places.add((int) i);
      }
    }
    return places;
  }
}
