package dev.fude.converter.importer;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A number that may depend on the picture's size: its value at each of the {@link Trials}, or one
 * value if it is the same at all.
 *
 * @param at the values, of which nobody changes any; one, or one for each trial
 * @param origin the picture whose side it is, unchanged, if it is one
 */
record Amount(double[] at, Optional<Picture> origin) {
  /** The value at a picture size that the network does not take, whatever is computed of it. */
  static final double NOT_TAKEN = Double.NaN;

  /** A number that depends on nothing. */
  static Amount of(double number) {
    return new Amount(new double[] {number}, Optional.empty());
  }

  /** The same number, known to be a picture's side. */
  Amount of(Picture picture) {
    return new Amount(at, Optional.of(picture));
  }

  double at(int trial) {
    return at.length == 1 ? at[0] : at[trial];
  }

  /** Whether it is the same at all trials. */
  boolean isConstant() {
    for (int trial = 1; trial < at.length; trial++) {
      if (at[trial] != at[0]) {
        return false;
      }
    }
    return true;
  }

  boolean is(double number) {
    return isConstant() && at[0] == number;
  }

  /** Whether they are the same at all sizes that the network takes. */
  boolean same(Amount other) {
    boolean isAnyTaken = false;
    for (int trial = 0; trial < Math.max(at.length, other.at.length); trial++) {
      boolean isTaken = !Double.isNaN(at(trial)) && !Double.isNaN(other.at(trial));
      if (isTaken && at(trial) != other.at(trial)) {
        return false;
      }
      isAnyTaken |= isTaken;
    }
    return isAnyTaken;
  }

  /** The same, but only where another is there as well. */
  Amount whereTaken(Amount other) {
    return with(other, (own, number) -> Double.isNaN(number) ? NOT_TAKEN : own);
  }

  /** Its one value at all sizes at which another is there; nothing if it has several. */
  OptionalDouble onlyWhereTaken(Amount other) {
    OptionalDouble only = OptionalDouble.empty();
    for (int trial = 0; trial < Math.max(at.length, other.at.length); trial++) {
      if (!Double.isNaN(other.at(trial))) {
        double value = at(trial);
        if (Double.isNaN(value) || only.orElse(value) != value) {
          return OptionalDouble.empty();
        }
        only = OptionalDouble.of(value);
      }
    }
    return only;
  }

  /** Whether it is there at every size at which another is. */
  boolean isTakenLike(Amount other) {
    for (int trial = 0; trial < Math.max(at.length, other.at.length); trial++) {
      if (Double.isNaN(at(trial)) && !Double.isNaN(other.at(trial))) {
        return false;
      }
    }
    return true;
  }

  Amount map(DoubleUnaryOperator function) {
    double[] results = new double[at.length];
    for (int trial = 0; trial < results.length; trial++) {
      results[trial] = function.applyAsDouble(at[trial]);
    }
    return new Amount(results, Optional.empty());
  }

  Amount with(Amount other, DoubleBinaryOperator function) {
    double[] results = new double[Math.max(at.length, other.at.length)];
    for (int trial = 0; trial < results.length; trial++) {
      results[trial] = function.applyAsDouble(at(trial), other.at(trial));
    }
    return new Amount(results, Optional.empty());
  }
}
