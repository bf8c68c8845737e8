package dev.fude.weights.pytorch;

import dev.fude.weights.neutral.MalformedSourceException;
import dev.fude.weights.neutral.NeutralTensor;
import dev.fude.weights.neutral.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The dictionary of tensors in what a pickle holds.
 *
 * <p>People save a state_dict as it is, or beside an optimizer's under a key of its own, and from a
 * model that was wrapped for several devices, which puts {@code module.} before every name.
 *
 * @param tensors the tensors by their names without that prefix
 * @param notes what was left out, one sentence each
 */
record StateDictionary(Map<String, NeutralTensor> tensors, List<String> notes) {
  private static final String WRAPPER = "module.";

  /** Keys that a checkpoint keeps its generator under, likeliest first. */
  private static final List<String> KEYS =
      List.of("state_dict", "model_state_dict", "generator", "params_ema", "params", "model");

  private static final int MAX_DEPTH = 3;

  static StateDictionary in(Object pickled) {
    Map<?, ?> found = pickled instanceof Map<?, ?> map ? find(map, 1) : null;
    if (found == null) {
      throw new MalformedSourceException(
          "it holds no dictionary of tensors; save the generator's state_dict");
    }
    Map<String, NeutralTensor> tensors = tensors(found);
    List<String> notes = new ArrayList<>();
    int others = found.size() - tensors.size();
    if (others > 0) {
      notes.add("Ignored " + others + " values in the dictionary that are no tensors.");
    }
    return new StateDictionary(unwrapped(tensors), notes);
  }

  private static Map<?, ?> find(Map<?, ?> map, int depth) {
    if (!tensors(map).isEmpty()) {
      return map;
    }
    if (depth == MAX_DEPTH) {
      return null;
    }
    for (String key : KEYS) {
      Map<?, ?> found = map.get(key) instanceof Map<?, ?> inner ? find(inner, depth + 1) : null;
      if (found != null) {
        return found;
      }
    }
    return onlyOneIn(map);
  }

  /** The one dictionary of tensors among the values, whatever its key; null if there is none. */
  private static Map<?, ?> onlyOneIn(Map<?, ?> map) {
    Map<Object, Map<?, ?>> candidates = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner && !tensors(inner).isEmpty()) {
            candidates.put(key, inner);
          }
        });
    if (candidates.size() > 1) {
      throw new MalformedSourceException(
          "it holds several dictionaries of tensors ("
              + candidates.keySet().stream()
                  .map(key -> Quoted.name(key.toString()))
                  .collect(Collectors.joining(", "))
              + "); save the generator's alone");
    }
    return candidates.values().stream().findFirst().orElse(null);
  }

  private static Map<String, NeutralTensor> tensors(Map<?, ?> map) {
    Map<String, NeutralTensor> tensors = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (key instanceof String name && value instanceof NeutralTensor tensor) {
            tensors.put(name, tensor);
          }
        });
    return tensors;
  }

  private static Map<String, NeutralTensor> unwrapped(Map<String, NeutralTensor> tensors) {
    if (!tensors.keySet().stream().allMatch(name -> name.startsWith(WRAPPER))) {
      return tensors;
    }
    Map<String, NeutralTensor> plain = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> plain.put(name.substring(WRAPPER.length()), tensor));
    return plain;
  }
}
