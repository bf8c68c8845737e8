package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** What is computed of sizes and other numbers, at every picture size at once. */
final class NumberArithmetic {
  private NumberArithmetic() {}

  /**
   * Computes, element by element; a single number serves all.
   *
   * @param operator ONNX's name for it
   * @param some the first numbers
   * @param others the second
   * @return as many as the more of both, whole if both are
   * @throws NotImportableException if there are neither as many of both nor one
   */
  static Numbers of(String operator, Numbers some, Numbers others) {
    boolean whole = some.whole() && others.whole();
    boolean isLonger = others.count() > some.count();
    Numbers shape = isLonger || some.extents().length < others.extents().length ? others : some;
    if (some.count() != others.count() && Math.min(some.count(), others.count()) != 1) {
      throw new NotImportableException(
          "computes with sizes of different axes; export the model again");
    }
    List<Amount> results = new ArrayList<>();
    for (int i = 0; i < Math.max(some.count(), others.count()); i++) {
      Amount one = some.get(some.count() == 1 ? 0 : i);
      Amount other = others.get(others.count() == 1 ? 0 : i);
      results.add(one.with(other, function(operator, whole)));
    }
    return new Numbers(shape.extents(), results, whole);
  }

  private static DoubleBinaryOperator function(String operator, boolean whole) {
    return switch (operator) {
      case "Add" -> Double::sum;
      case "Sub" -> (a, b) -> a - b;
      case "Mul" -> (a, b) -> a * b;
      case "Div" -> whole ? NumberArithmetic::quotient : (a, b) -> a / b;
      case "Pow" -> Math::pow;
      case "Max" -> Math::max;
      case "Min" -> Math::min;
      default -> (a, b) -> a - b * Math.floor(a / b);
    };
  }

  /** Rounded towards zero. */
  private static double quotient(double a, double b) {
    double quotient = a / b;
    return quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
  }
}
