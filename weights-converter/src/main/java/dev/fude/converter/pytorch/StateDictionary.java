package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.Quoted;
import dev.fude.model.generator.Framework;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dictionaries of tensors in what a pickle holds.
 *
 * <p>People save a state_dict as it is, beside an optimizer's and another network's under keys of
 * their own, in lists, in objects of their own classes, or as the whole module that it belongs to.
 * All of them are found; which one is wanted is for others to say. A module's parameters, buffers
 * and inner modules make one dictionary, with the names that its state_dict would have.
 */
final class StateDictionary {
  private static final String PARAMETERS = "_parameters";
  private static final String BUFFERS = "_buffers";
  private static final String MODULES = "_modules";

  /** A generator's modules are five deep. */
  private static final int MAX_DEPTH = 24;

  /** Far more than names of tensors and modules have; a hostile pickle's may have megabytes. */
  private static final int MAX_PATH = 500;

  private static final int MAX_LISTED = 5;

  private final Map<String, Map<String, TorchTensor>> dictionaries = new LinkedHashMap<>();

  /** By the path of a dictionary, what is wrong with the first tensor in it that is not read. */
  private final Map<String, String> unread = new LinkedHashMap<>();

  private final List<String> notes = new ArrayList<>();

  private final Deque<Place> open = new ArrayDeque<>();

  // By identity, and each one once: a hostile pickle's containers may hold one another.
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private int others;

  /**
   * A value to be looked into.
   *
   * @param value a container or foreign object
   * @param dictionary the path of the dictionary that its tensors belong to
   * @param prefix what its tensors' names begin with there
   * @param depth how many containers it lies in
   */
  private record Place(Object value, String dictionary, String prefix, int depth) {}

  private StateDictionary() {}

  /**
   * Looks through a pickle's value.
   *
   * @param pickled what the pickle left
   * @param foreign the names that were passed over while it was read
   */
  static StateDictionary in(Object pickled, Set<String> foreign) {
    StateDictionary found = new StateDictionary();
    found.look(pickled, "", "", 0);
    while (!found.open.isEmpty()) {
      found.visit(found.open.remove());
    }
    found.requireOneThatIsRead();
    if (found.dictionaries.isEmpty()) {
      throw new MalformedSourceException(
          "it holds no dictionary of tensors"
              + (foreign.isEmpty()
                  ? ""
                  : " (but " + Quoted.names(foreign, MAX_LISTED) + ", which is not read)")
              + "; save the generator's state_dict");
    }
    if (found.others > 0 && found.dictionaries.size() == 1) {
      found.notes.add("Ignored " + found.others + " values in the dictionary that are no tensors.");
    }
    if (!foreign.isEmpty()) {
      found.notes.add(
          "Passed over what is no tensor, none of it called: "
              + Quoted.names(foreign, MAX_LISTED)
              + ".");
    }
    return found;
  }

  /** A checkpoint may hold what is not read beside what is wanted. */
  private void requireOneThatIsRead() {
    if (!unread.isEmpty() && unread.keySet().containsAll(dictionaries.keySet())) {
      throw new MalformedSourceException(unread.values().iterator().next());
    }
  }

  /**
   * The neutral form.
   *
   * @param loader fetches the storages of those tensors alone that are asked for
   * @param moreNotes what the file around the pickle adds to the notes
   */
  NeutralModel model(StorageLoader loader, List<String> moreNotes) {
    Map<String, Map<String, NeutralTensor>> fetched = new LinkedHashMap<>();
    dictionaries.forEach(
        (path, tensors) -> {
          Map<String, NeutralTensor> neutral = new LinkedHashMap<>();
          tensors.forEach((name, tensor) -> neutral.put(name, tensor.fetched(loader)));
          fetched.put(path, neutral);
        });
    List<String> allNotes = new ArrayList<>(notes);
    allNotes.addAll(moreNotes);
    return NeutralModel.dictionaries(Framework.PYTORCH, KernelLayout.OIHW, fetched, allNotes);
  }

  private void look(Object value, String dictionary, String prefix, int depth) {
    if (depth <= MAX_DEPTH && dictionary.length() + prefix.length() <= MAX_PATH) {
      open.add(new Place(value, dictionary, prefix, depth));
    }
  }

  /** Whether a value can hold tensors, and has not been met before. */
  private boolean isNewContainer(Object value) {
    boolean isContainer =
        value instanceof Map<?, ?>
            || value instanceof List<?>
            || value instanceof PickleTuple
            || value instanceof InertValue;
    return isContainer && seen.add(value);
  }

  private void visit(Place place) {
    if (place.value() instanceof Map<?, ?> map) {
      visit(map, place);
    } else if (place.value() instanceof InertValue object) {
      visit(object, place);
    } else if (place.value() instanceof PickleTuple tuple) {
      visit(tuple.items(), place);
    } else if (place.value() instanceof List<?> list) {
      visit(list, place);
    }
  }

  private void visit(List<?> items, Place place) {
    for (int i = 0; i < items.size(); i++) {
      lookUnder(Integer.toString(i), items.get(i), place);
    }
  }

  /** What a foreign object holds is at its own place. */
  private void visit(InertValue object, Place place) {
    for (Object content : object.contents()) {
      if (isNewContainer(content)) {
        look(content, place.dictionary(), place.prefix(), place.depth() + 1);
      }
    }
  }

  private void visit(Map<?, ?> map, Place place) {
    if (map.get(MODULES) instanceof Map<?, ?> modules
        && map.get(PARAMETERS) instanceof Map<?, ?> parameters) {
      addTensors(parameters, place);
      if (map.get(BUFFERS) instanceof Map<?, ?> buffers) {
        addTensors(buffers, place);
      }
      modules.forEach((name, module) -> lookInto(module, name.toString(), place));
    } else {
      addTensors(map, place);
      map.forEach((key, value) -> lookUnder(key, value, place));
    }
  }

  /** An inner module's tensors belong to the outer module's dictionary. */
  private void lookInto(Object module, String name, Place outer) {
    if (name.length() <= MAX_PATH && isNewContainer(module)) {
      look(module, outer.dictionary(), outer.prefix() + name + ".", outer.depth() + 1);
    }
  }

  /** What lies under a key is a dictionary of its own. */
  private void lookUnder(Object key, Object value, Place outer) {
    if (isNewContainer(value)) {
      String name = key.toString();
      String path = outer.dictionary().isEmpty() ? "" : outer.dictionary() + ".";
      if (name.length() <= MAX_PATH) {
        look(value, path + outer.prefix() + name, "", outer.depth() + 1);
      }
    }
  }

  private void addTensors(Map<?, ?> map, Place place) {
    int left = 0;
    boolean hasTensor = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() instanceof String name && entry.getValue() instanceof TorchTensor tensor) {
        hasTensor = true;
        dictionaries
            .computeIfAbsent(place.dictionary(), path -> new LinkedHashMap<>())
            .putIfAbsent(place.prefix() + name, tensor);
      } else {
        left++;
        UnreadTensors.refusal(entry.getKey(), entry.getValue())
            .ifPresent(refusal -> unread.putIfAbsent(place.dictionary(), refusal));
      }
    }
    // A dictionary of anything but tensors is not what the note is about.
    others += hasTensor ? left : 0;
  }
}
