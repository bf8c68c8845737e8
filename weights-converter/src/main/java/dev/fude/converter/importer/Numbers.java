package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A few numbers that a graph computes with: sizes, scales, pads. A small tensor.
 *
 * @param extents its extents; none for a single number
 * @param amounts its elements, the last axis fastest
 * @param whole whether they are integers, whose quotients are rounded
 */
record Numbers(int[] extents, List<Amount> amounts, boolean whole) implements Value {
  /** More than the pads of a picture, which are the longest such list. */
  static final int MOST = 16;

  private static final int MOST_AXES = 8;

  /** Checks the sizes. */
  Numbers {
    amounts = List.copyOf(amounts);
    if (extents.length > MOST_AXES || amounts.size() > MOST) {
      throw new NotImportableException(
          "computes with more numbers than the size of a picture takes; " + Call.EXPORT_WITHOUT);
    }
    if (IntStream.of(extents).asLongStream().reduce(1, (a, b) -> a * b) != amounts.size()) {
      throw new NotImportableException("has a shape that does not fit; export the model again");
    }
  }

  /** A list of integers. */
  static Numbers list(List<Amount> amounts) {
    return new Numbers(new int[] {amounts.size()}, amounts, true);
  }

  int count() {
    return amounts.size();
  }

  Amount get(int index) {
    return amounts.get(index);
  }

  /** The elements as fixed integers. */
  long[] fixed() {
    return amounts.stream().mapToLong(Numbers::fixed).toArray();
  }

  /** The elements as integers that are fixed wherever another number is there; else nothing. */
  Optional<long[]> fixedWhereTaken(Amount other) {
    List<OptionalDouble> fixed =
        amounts.stream().map(amount -> amount.onlyWhereTaken(other)).toList();
    return fixed.stream().allMatch(OptionalDouble::isPresent)
        ? Optional.of(fixed.stream().mapToLong(number -> (long) number.getAsDouble()).toArray())
        : Optional.empty();
  }

  boolean isFixed() {
    return amounts.stream().allMatch(Amount::isConstant);
  }

  private static long fixed(Amount amount) {
    if (!amount.isConstant()) {
      throw new NotImportableException(
          "is set by the picture's size where only fixed numbers are read; " + Call.EXPORT_WITHOUT);
    }
    return (long) amount.at(0);
  }

  /** The same elements with other extents. */
  Numbers reshaped(int[] others) {
    return new Numbers(others, amounts, whole);
  }

  /** The elements along one axis that are named, in that order. */
  Numbers picked(int axis, List<Integer> indices) {
    int[] picked = extents.clone();
    picked[axis] = indices.size();
    int inner = 1;
    for (int i = axis + 1; i < extents.length; i++) {
      inner *= extents[i];
    }
    int outer = extents[axis] == 0 ? 0 : amounts.size() / (inner * extents[axis]);
    List<Amount> elements = new ArrayList<>();
    for (int o = 0; o < outer; o++) {
      for (int index : indices) {
        for (int i = 0; i < inner; i++) {
          elements.add(amounts.get((o * extents[axis] + index) * inner + i));
        }
      }
    }
    return new Numbers(picked, elements, whole);
  }

  /** The same elements without axes of one element. */
  Numbers without(Set<Integer> axes) {
    return reshaped(
        IntStream.range(0, extents.length)
            .filter(axis -> !axes.contains(axis))
            .map(axis -> extents[axis])
            .toArray());
  }

  /** Rows and columns exchanged. */
  Numbers transposed() {
    if (extents.length != 2) {
      return this;
    }
    List<Amount> elements = new ArrayList<>();
    for (int column = 0; column < extents[1]; column++) {
      for (int row = 0; row < extents[0]; row++) {
        elements.add(amounts.get(row * extents[1] + column));
      }
    }
    return new Numbers(new int[] {extents[1], extents[0]}, elements, whole);
  }

  /** An axis by its number, negative ones from the end. */
  int axis(long axis) {
    long place = axis < 0 ? axis + extents.length : axis;
    if (place < 0 || place >= extents.length) {
      throw new NotImportableException("names an axis that there is not; export the model again");
    }
    return (int) place;
  }

  /** As many of one number. */
  static Numbers filled(int count, Amount amount, boolean whole) {
    return new Numbers(new int[] {count}, Collections.nCopies(count, amount), whole);
  }
}
