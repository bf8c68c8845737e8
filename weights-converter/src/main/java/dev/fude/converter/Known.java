package dev.fude.converter;

import java.util.Optional;

/**
 * A fact about the weights, and how it is known.
 *
 * @param <T> what kind of fact
 * @param value the fact
 * @param origin how it is known, such as {@code read from the graph}
 */
public record Known<T>(T value, String origin) {
  static <T> Known<T> given(T value) {
    return new Known<>(value, "given by the caller");
  }

  /** What the file's graph says, else what it says in words, else a default and whose it is. */
  static <T> Known<T> firstOf(Optional<T> graph, Optional<T> words, T otherwise, String whose) {
    return graph
        .map(value -> new Known<>(value, "read from the graph"))
        .or(() -> words.map(value -> new Known<>(value, "read from the metadata")))
        .orElseGet(() -> new Known<>(otherwise, "assumed: " + whose));
  }
}
