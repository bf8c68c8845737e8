package dev.fude.weights;

import java.util.Optional;

/**
 * A fact about the weights, and how it is known.
 *
 * @param value the fact
 * @param origin how it is known, for reports
 */
record Known<T>(T value, String origin) {
  static <T> Known<T> given(T value) {
    return new Known<>(value, "given by the caller");
  }

  /** What the file's graph says, else a default and whose it is. */
  static <T> Known<T> readElse(Optional<T> read, T otherwise, String whose) {
    return read.map(value -> new Known<>(value, "read from the graph"))
        .orElseGet(() -> new Known<>(otherwise, "assumed: " + whose));
  }
}
