package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Wrappers;
import dev.fude.core.Quoted;
import dev.fude.model.generator.Framework;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The dictionary of tensors in what a pickle holds.
 *
 * <p>People save a state_dict as it is, or beside an optimizer's under a key of its own, and from a
 * model that was wrapped, which puts the wrapper's name before every other.
 *
 * @param tensors the tensors by their names in the dictionary
 * @param notes what was left out, one sentence each
 */
record StateDictionary(Map<String, TorchTensor> tensors, List<String> notes) {
  /** Keys that a checkpoint keeps its generator under, likeliest first. */
  private static final List<String> KEYS =
      List.of("state_dict", "model_state_dict", "generator", "params_ema", "params", "model");

  private static final int MAX_DEPTH = 3;
  private static final int MAX_LISTED = 10;

  private record Keyed(Object key, Map<?, ?> map) {}

  static StateDictionary in(Object pickled) {
    Map<?, ?> found = pickled instanceof Map<?, ?> root ? find(inCheckpoint(root)) : null;
    if (found == null) {
      throw new MalformedSourceException(
          "it holds no dictionary of tensors; save the generator's state_dict");
    }
    Map<String, TorchTensor> tensors = tensors(found);
    List<String> notes = new ArrayList<>();
    int others = found.size() - tensors.size();
    if (others > 0) {
      notes.add("Ignored " + others + " values in the dictionary that are no tensors.");
    }
    return new StateDictionary(tensors, notes);
  }

  /**
   * The neutral form.
   *
   * @param loader fetches the storages of these tensors alone
   * @param moreNotes what the file around the pickle adds to the notes
   */
  NeutralModel model(StorageLoader loader, List<String> moreNotes) {
    Map<String, NeutralTensor> fetched = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> fetched.put(name, tensor.fetched(loader)));
    List<String> allNotes = new ArrayList<>(notes);
    allNotes.addAll(moreNotes);
    return NeutralModel.tensors(
        Framework.PYTORCH, KernelLayout.OIHW, Wrappers.removed(fetched), allNotes);
  }

  /**
   * What a checkpoint keeps its generator in, even if it counts its steps in a tensor beside it.
   */
  private static Map<?, ?> inCheckpoint(Map<?, ?> root) {
    for (String key : KEYS) {
      if (root.get(key) instanceof Map<?, ?> inner && !tensors(inner).isEmpty()) {
        return inner;
      }
    }
    return root;
  }

  /** The outermost dictionary with tensors in it; null if there is none. */
  private static Map<?, ?> find(Map<?, ?> root) {
    // By identity, and each one once: a hostile pickle's dictionaries may hold one another.
    Set<Map<?, ?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.add(root);
    List<Keyed> level = List.of(new Keyed("", root));
    for (int depth = 1; depth <= MAX_DEPTH; depth++) {
      List<Keyed> candidates =
          level.stream().filter(keyed -> !tensors(keyed.map()).isEmpty()).toList();
      if (!candidates.isEmpty()) {
        return likeliest(candidates).map();
      }
      List<Keyed> inner = new ArrayList<>();
      for (Keyed outer : level) {
        outer
            .map()
            .forEach(
                (key, value) -> {
                  if (value instanceof Map<?, ?> map && seen.add(map)) {
                    inner.add(new Keyed(key, map));
                  }
                });
      }
      level = inner;
    }
    return null;
  }

  private static Keyed likeliest(List<Keyed> candidates) {
    for (String key : KEYS) {
      for (Keyed candidate : candidates) {
        if (key.equals(candidate.key())) {
          return candidate;
        }
      }
    }
    if (candidates.size() > 1) {
      throw new MalformedSourceException(
          "it holds several dictionaries of tensors ("
              + candidates.stream()
                  .limit(MAX_LISTED)
                  .map(candidate -> Quoted.name(candidate.key().toString()))
                  .collect(Collectors.joining(", "))
              + "); save the generator's alone");
    }
    return candidates.get(0);
  }

  private static Map<String, TorchTensor> tensors(Map<?, ?> map) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (key instanceof String name && value instanceof TorchTensor tensor) {
            tensors.put(name, tensor);
          }
        });
    return tensors;
  }
}
