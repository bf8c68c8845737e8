package dev.fude.converter.neutral;

import dev.fude.core.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a tensor's elements lie: its shape, and for each axis how many numbers lie between
 * neighbours. Axes are put in another order by exchanging strides, without touching a number.
 */
final class Layout {
  private static final int MAX_RANK = 8;

  private final Shape shape;
  private final int[] strides;

  private Layout(Shape shape, int[] strides) {
    this.shape = shape;
    this.strides = strides;
  }

  /** Elements that follow one another, the last axis fastest. */
  static Layout dense(int[] extents) {
    Shape shape = shape(extents);
    int[] strides = new int[extents.length];
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents[axis];
    }
    return new Layout(shape, strides);
  }

  /**
   * Elements that lie anywhere in a storage.
   *
   * @param extents the extents, outermost first
   * @param strides for each axis, how many numbers lie between neighbours; at least 0
   * @param offset the first element's index in the storage
   * @param stored how many numbers the storage has
   * @throws MalformedSourceException if an element lies outside the storage
   */
  static Layout strided(int[] extents, long[] strides, long offset, int stored) {
    Shape shape = shape(extents);
    if (strides.length != extents.length || offset < 0 || offset > stored) {
      throw outside(shape, stored);
    }
    int[] steps = new int[strides.length];
    for (int axis = 0; axis < strides.length; axis++) {
      // An axis of one element never steps, whatever its stride says.
      if (shape.elements() > 0 && extents[axis] > 1) {
        if (strides[axis] < 0 || strides[axis] > stored) {
          throw outside(shape, stored);
        }
        steps[axis] = (int) strides[axis];
      }
    }
    Layout layout = new Layout(shape, steps);
    if (offset + layout.reach() > stored) {
      throw outside(shape, stored);
    }
    return layout;
  }

  private static MalformedSourceException outside(Shape shape, int stored) {
    return new MalformedSourceException(
        String.format(
            "a tensor of shape %s reaches outside its storage of %d numbers;"
                + " download the file again",
            shape, stored));
  }

  private static Shape shape(int[] extents) {
    if (extents.length > MAX_RANK) {
      throw new MalformedSourceException(
          "a tensor has " + extents.length + " axes; download the file again");
    }
    long elements = 1;
    for (int extent : extents) {
      if (extent < 0 || elements * extent > Shape.MAX_ARRAY_LENGTH) {
        throw new MalformedSourceException(
            "a tensor has a negative or impossibly large extent; download the file again");
      }
      elements *= extent;
    }
    return Shape.of(extents);
  }

  Shape shape() {
    return shape;
  }

  /** How many numbers there are from the first element to the last. */
  long reach() {
    if (shape.elements() == 0) {
      return 0;
    }
    long reach = 1;
    for (int axis = 0; axis < strides.length; axis++) {
      reach += (long) strides[axis] * (shape.extent(axis) - 1);
    }
    return reach;
  }

  /**
   * The same elements with their axes in another order.
   *
   * @param axes for each new axis, the old one, or -1 for a new one of one element
   */
  Layout permuted(int[] axes) {
    int[] extents = new int[axes.length];
    int[] steps = new int[axes.length];
    for (int place = 0; place < axes.length; place++) {
      boolean isNew = axes[place] < 0;
      extents[place] = isNew ? 1 : shape.extent(axes[place]);
      steps[place] = isNew ? 0 : strides[axes[place]];
    }
    // The shape may be impossibly large in another order, if an extent is 0.
    return new Layout(shape(extents), steps);
  }

  /**
   * How the axes must be {@linkplain #permuted} to come to other extents.
   *
   * @param target as many elements
   * @return empty if more than axes of one element would change
   */
  Optional<int[]> axesFor(Shape target) {
    int[] from = longAxes();
    int[] to = longAxes(target);
    int[] origins = new int[target.rank()];
    Arrays.fill(origins, -1);
    boolean same = from.length == to.length;
    for (int i = 0; i < to.length && same; i++) {
      same = shape.extent(from[i]) == target.extent(to[i]);
      origins[to[i]] = from[i];
    }
    return same ? Optional.of(origins) : Optional.empty();
  }

  /** The axes of more than one element, or of none. */
  int[] longAxes() {
    return longAxes(shape);
  }

  private static int[] longAxes(Shape shape) {
    return IntStream.range(0, shape.rank()).filter(axis -> shape.extent(axis) != 1).toArray();
  }

  boolean isDense() {
    int[] dense = dense(shape.extents()).strides;
    return IntStream.of(longAxes()).allMatch(axis -> strides[axis] == dense[axis]);
  }

  /** One position for each element, counted in numbers, the last axis fastest. */
  int[] positions() {
    int[] positions = {0};
    for (int axis = 0; axis < strides.length; axis++) {
      int extent = shape.extent(axis);
      int[] finer = new int[positions.length * extent];
      int at = 0;
      for (int position : positions) {
        for (int i = 0; i < extent; i++) {
          finer[at++] = position + i * strides[axis];
        }
      }
      positions = finer;
    }
    return positions;
  }
}
