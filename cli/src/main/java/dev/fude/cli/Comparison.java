package dev.fude.cli;

import dev.fude.converter.TensorDifference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far converted weights are from those of a second source.
 *
 * @param source the second source
 * @param differences one entry for each tensor
 */
record Comparison(Path source, List<TensorDifference> differences) {
  private static final int MOST_PRINTED = 5;

  static Comparison of(Path source, List<TensorDifference> differences) {
    return new Comparison(source, List.copyOf(differences));
  }

  private List<TensorDifference> different() {
    return differences.stream()
        .filter(difference -> difference.different() > 0)
        .sorted(Comparator.comparingDouble(TensorDifference::largest).reversed())
        .toList();
  }

  void print(PrintWriter out) {
    List<TensorDifference> different = different();
    if (different.isEmpty()) {
      out.printf("  against %s: all %d tensors are equal%n", source, differences.size());
      return;
    }
    out.printf(
        "  against %s: %d of %d tensors differ%n", source, different.size(), differences.size());
    different.stream()
        .limit(MOST_PRINTED)
        .forEach(
            difference ->
                out.printf(
                    "    %s: by at most %.3g, %.3g on average%n",
                    difference.name(), difference.largest(), difference.mean()));
    if (different.size() > MOST_PRINTED) {
      out.printf("    and %d more, by less; --json lists all%n", different.size() - MOST_PRINTED);
    }
  }

  Map<String, Object> asMap() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("source", source.toString());
    result.put("tensors_different", different().size());
    result.put("differences", differences.stream().map(Comparison::asMap).toList());
    return result;
  }

  private static Map<String, Object> asMap(TensorDifference difference) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", difference.name());
    result.put("numbers_different", difference.different());
    result.put("largest", difference.largest());
    result.put("mean", difference.mean());
    return result;
  }
}
