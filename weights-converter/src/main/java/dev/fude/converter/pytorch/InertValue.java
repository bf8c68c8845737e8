package dev.fude.converter.pytorch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands for everything in a pickle that is neither a tensor nor a plain container: a foreign
 * class or function, the result of calling one, an object of one, a persistent object. Nothing is
 * constructed or called for it. It keeps its name, and what the pickle puts into it, so that the
 * tensors inside foreign containers and modules are found.
 */
final class InertValue {
  private final String name;
  private final List<Object> contents = new ArrayList<>(1);
  private Map<Object, Object> entries = Collections.emptyMap();

  /**
   * Stands for something.
   *
   * @param name the global's, such as {@code argparse.Namespace}
   */
  InertValue(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Takes arguments, items or attributes: kept, not used. */
  void take(Object content) {
    contents.add(content);
  }

  /** Takes an item of a foreign dictionary. */
  void put(Object key, Object value) {
    if (entries.isEmpty()) {
      entries = new LinkedHashMap<>();
      contents.add(entries);
    }
    entries.put(key, value);
  }

  /** Whatever was put into it: containers, tensors, other values. */
  List<Object> contents() {
    return contents;
  }
}
