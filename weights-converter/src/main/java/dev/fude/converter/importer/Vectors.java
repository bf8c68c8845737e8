package dev.fude.converter.importer;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** One number for each channel, in double precision until it is written. */
final class Vectors {
  private Vectors() {}

  static double[] of(double number, int channels) {
    double[] vector = new double[channels];
    Arrays.fill(vector, number);
    return vector;
  }

  static boolean isAll(double[] vector, double number) {
    return Arrays.stream(vector).allMatch(element -> element == number);
  }

  static double[] product(double[] one, double[] other) {
    return with(one, other, (a, b) -> a * b);
  }

  static double[] sum(double[] one, double[] other) {
    return with(one, other, Double::sum);
  }

  static double[] negated(double[] vector) {
    return Arrays.stream(vector).map(element -> -element).toArray();
  }

  static double[] with(double[] one, double[] other, DoubleBinaryOperator function) {
    double[] result = new double[one.length];
    for (int c = 0; c < result.length; c++) {
      result[c] = function.applyAsDouble(one[c], other[c]);
    }
    return result;
  }

  /** The vector as a trained tensor of shape (channels). */
  static Tensor tensor(double[] vector) {
    float[] numbers = new float[vector.length];
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = (float) vector[c];
    }
    return Tensor.of(Shape.of(numbers.length), numbers);
  }
}
