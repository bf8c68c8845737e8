package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import java.util.List;

/**
 * Measurements of one thing.
 *
 * @param values in the order in which they were taken; may be empty
 */
record Samples(List<Double> values) {
  Samples {
    values = List.copyOf(values);
  }

  /**
   * How many there are.
   *
   * @return at least 0
   */
  int count() {
    return values.size();
  }

  /**
   * The one in the middle, or the mean of the two in the middle.
   *
   * @return NaN if there are none
   */
  double median() {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The least.
   *
   * @return NaN if there are none
   */
  double least() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }

  /**
   * The greatest.
   *
   * @return NaN if there are none
   */
  double most() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  /**
   * This median in units of another's.
   *
   * @param other samples of the same quantity
   * @return such as {@code 0.85}
   */
  String times(Samples other) {
    return cell(median() / other.median(), 2);
  }
}
