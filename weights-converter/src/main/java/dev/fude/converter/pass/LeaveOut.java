package dev.fude.converter.pass;

import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.Quoted;
import dev.fude.model.generator.LayerTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out what a training state holds besides a network's weights, and says so.
 *
 * <p>A checkpoint saves every variable of the program that trained: the optimizer's for each
 * weight, counters, the networks that judged the generator. Which ones are weights is told by the
 * names alone. The others are never read, so that it does not matter how large they are. Where a
 * weight is missing nothing is left out, because {@link Check} shall then say what there is
 * instead.
 */
final class LeaveOut {
  private static final int MAX_LISTED = 5;

  private LeaveOut() {}

  /**
   * Leaves out.
   *
   * @param model what was read
   * @param table the layers of the network that it is taken for
   * @return the same model if it is no training state; else one with the network's tensors and, if
   *     there were others, one more note
   */
  static NeutralModel apply(NeutralModel model, LayerTable table) {
    Set<String> variables = model.tensors().keySet();
    KnownNames known = new KnownNames(table);
    if (!model.isTrainingState() || !isWhole(variables, known, table)) {
      return model;
    }
    Map<String, NeutralTensor> weights = new LinkedHashMap<>(model.tensors());
    weights.keySet().removeIf(name -> !known.has(name));
    List<String> notes = new ArrayList<>(model.notes());
    if (weights.size() < variables.size()) {
      notes.add(note(variables, weights.keySet()));
    }
    return NeutralModel.trainingState(model.framework(), model.layout(), weights, notes);
  }

  private static boolean isWhole(Set<String> variables, KnownNames known, LayerTable table) {
    long found = variables.stream().map(known::find).flatMap(Optional::stream).distinct().count();
    return found == table.tensors().size();
  }

  private static String note(Set<String> variables, Set<String> weights) {
    List<String> companions = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String name : variables) {
      if (!weights.contains(name)) {
        (isCompanion(name, variables) ? companions : others).add(name);
      }
    }
    List<String> parts = new ArrayList<>();
    others.stream().limit(MAX_LISTED).map(Quoted::name).forEach(parts::add);
    if (others.size() > MAX_LISTED) {
      parts.add(others.size() - MAX_LISTED + " more");
    }
    if (!companions.isEmpty()) {
      parts.add(
          companions.size()
              + " kept for other variables, such as "
              + Quoted.name(companions.get(0)));
    }
    return String.format(
        "Ignored %d of %d variables: %s.",
        companions.size() + others.size(), variables.size(), String.join("; ", parts));
  }

  /** Whether a variable is named as what an optimizer keeps for another one: below its name. */
  private static boolean isCompanion(String name, Set<String> variables) {
    int slash = name.lastIndexOf('/');
    return slash > 0 && variables.contains(name.substring(0, slash));
  }
}
