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

  static <T> Known<T> assumed(T value, String whose) {
    return new Known<>(value, "assumed: " + whose);
  }

  static <T> Known<T> inWords(T value) {
    return new Known<>(value, "read from the metadata");
  }

  /** What the file's graph says, else what it says in words. */
  static <T> Optional<Known<T>> read(Optional<T> graph, Optional<T> words) {
    return graph
        .map(value -> new Known<>(value, "read from the graph"))
        .or(() -> words.map(Known::inWords));
  }
}
