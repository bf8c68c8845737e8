package dev.fude.converter.pass;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.Quoted;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.TrainedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes sure that the tensors are exactly a network's. */
final class Check {
  private static final int MAX_LISTED = 100;

  private Check() {}

  /**
   * Checks names and shapes.
   *
   * @param tensors by the network's names, kernels OIHW
   * @param table the layers of the network
   * @return the same tensors in the network's order
   * @throws MalformedSourceException if tensors are missing, superfluous or misshapen; one message
   *     lists them all
   */
  static Map<String, NeutralTensor> apply(Map<String, NeutralTensor> tensors, LayerTable table) {
    List<String> problems = problems(tensors, table);
    if (!problems.isEmpty()) {
      throw new MalformedSourceException(refusal(problems, table));
    }
    Map<String, NeutralTensor> ordered = new LinkedHashMap<>();
    table.tensors().keySet().forEach(name -> ordered.put(name, tensors.get(name)));
    return ordered;
  }

  /** All that keeps tensors from being the network's, in a few words each. */
  static List<String> problems(Map<String, NeutralTensor> tensors, LayerTable table) {
    Map<String, TrainedTensor> wanted = table.tensors();
    List<String> problems = new ArrayList<>();
    wanted.values().forEach(tensor -> compare(tensor, tensors.get(tensor.name()), problems));
    tensors.forEach(
        (name, tensor) -> {
          if (!wanted.containsKey(name)) {
            problems.add("unexpected " + Quoted.name(name) + " " + tensor.shape());
          }
        });
    return problems;
  }

  private static void compare(TrainedTensor wanted, NeutralTensor found, List<String> problems) {
    if (found == null) {
      problems.add("missing \"" + wanted.name() + "\" " + wanted.shape());
    } else if (!found.shape().equals(wanted.shape())) {
      problems.add(
          String.format(
              "\"%s\" has shape %s instead of %s", wanted.name(), found.shape(), wanted.shape()));
    }
  }

  /** The clause that lists problems. */
  static String refusal(List<String> problems, LayerTable table) {
    List<String> listed = problems.subList(0, Math.min(MAX_LISTED, problems.size()));
    String rest =
        problems.size() > MAX_LISTED ? "; and " + (problems.size() - MAX_LISTED) + " more" : "";
    return String.format(
        "its tensors are not those of %s (%s): %s%s",
        table.network(),
        problems.size() == 1 ? "1 problem" : problems.size() + " problems",
        String.join("; ", listed),
        rest);
  }
}
