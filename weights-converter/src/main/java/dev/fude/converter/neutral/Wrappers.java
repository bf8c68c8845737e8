package dev.fude.converter.neutral;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is put before every name when a module is wrapped: for several devices, by a compiler, or as
 * a part of a larger module.
 */
public final class Wrappers {
  private static final List<String> PREFIXES =
      List.of("module.", "_orig_mod.", "generator.", "model.");

  /** Wrappers within wrappers; a hostile name may go on for megabytes. */
  private static final int MAX_DEPTH = 4;

  private Wrappers() {}

  /**
   * Takes wrappers' prefixes off, those alone that all names have.
   *
   * @param <T> of any kind
   * @param named values by name
   * @return the same values in the same order, by the names inside the wrappers
   */
  public static <T> Map<String, T> removed(Map<String, T> named) {
    Map<String, T> plain = named;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Optional<String> prefix = commonPrefix(plain);
      if (prefix.isEmpty()) {
        break;
      }
      plain = without(prefix.get(), plain);
    }
    return plain;
  }

  private static Optional<String> commonPrefix(Map<String, ?> named) {
    return PREFIXES.stream()
        .filter(prefix -> !named.isEmpty())
        .filter(prefix -> named.keySet().stream().allMatch(name -> name.startsWith(prefix)))
        .findFirst();
  }

  private static <T> Map<String, T> without(String prefix, Map<String, T> named) {
    Map<String, T> plain = new LinkedHashMap<>();
    named.forEach((name, value) -> plain.put(name.substring(prefix.length()), value));
    return plain;
  }
}
