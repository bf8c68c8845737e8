package dev.fude.converter.importer;

import java.util.Optional;
import java.util.Set;

/** Roots and reciprocals: of variances, in norms that are spelled out, and of single numbers. */
final class Roots implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("Sqrt", "Reciprocal", "Neg");
  }

  @Override
  public Optional<Value> apply(Call call) {
    String operator = call.operator();
    Value value = call.value(0);
    if (value instanceof Spread spread && !operator.equals("Neg")) {
      return Optional.of(spread.raised(operator.equals("Sqrt") ? 0.5 : -1));
    }
    if (value instanceof Laid laid && operator.equals("Neg")) {
      int channels = laid.picture().channels();
      return Optional.of(
          laid.with(
              ScaledPicture.of(laid.picture(), Vectors.of(-1, channels), Vectors.of(0, channels))));
    }
    if (Call.numbers(value).isEmpty() && StoredVectors.isOne(value)) {
      return StoredVectors.of(value, number -> applied(operator, number));
    }
    Numbers numbers = call.onlyNumbers();
    return Optional.of(
        new Numbers(
            numbers.extents(),
            numbers.amounts().stream()
                .map(amount -> amount.map(number -> applied(operator, number)))
                .toList(),
            numbers.whole()));
  }

  private static double applied(String operator, double number) {
    return switch (operator) {
      case "Sqrt" -> Math.sqrt(number);
      case "Reciprocal" -> 1 / number;
      default -> -number;
    };
  }
}
