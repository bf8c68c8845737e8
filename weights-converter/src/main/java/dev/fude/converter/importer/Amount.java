package dev.fude.converter.importer;

import java.util.Optional;
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
    for (double number : at) {
      if (number != at[0]) {
        return false;
      }
    }
    return true;
  }

  boolean is(double number) {
    return isConstant() && at[0] == number;
  }

  boolean same(Amount other) {
    for (int trial = 0; trial < Math.max(at.length, other.at.length); trial++) {
      if (at(trial) != other.at(trial)) {
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
