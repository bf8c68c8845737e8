package dev.fude.converter.importer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be done about operators that Fude has no op for, and that people meet. */
final class Cures {
  private static final Map<String, String> BY_OPERATOR =
      Map.of(
          "ReduceProd",
          "where that counts the pixels of an unbiased variance, export the network with"
              + " var(unbiased=False), whose picture is nearly the same",
          "Einsum",
          "where that multiplies by stored numbers, write it as a convolution of 1 x 1; where it is"
              + " attention between pixels, train the network without it",
          "Gemm",
          "where that is squeeze-and-excitation or another layer of means, train the network"
              + " without it");

  private Cures() {}

  /** Of several operators, each cure once. */
  static String of(List<String> operators) {
    return operators.stream()
        .map(operator -> BY_OPERATOR.getOrDefault(operator, Call.EXPORT_WITHOUT))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
