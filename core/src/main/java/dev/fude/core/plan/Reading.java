package dev.fude.core.plan;

import java.util.Optional;

/**
 * How a value of the graph is read: as a stored one under a view.
 *
 * @param base name of the stored value
 * @param view what is applied to it
 */
record Reading(String base, View view) {
  static Reading ofStored(String value) {
    return new Reading(value, View.PLAIN);
  }

  Optional<Reading> under(View other) {
    return Optional.of(new Reading(base, other));
  }
}
