package dev.fude.ops.runtime;

import java.util.Map;
import java.util.Optional;

/**
 * Options of a JVM that is not at hand.
 *
 * @param mode what it says of itself
 * @param values options by name
 */
public record GivenJvmOptions(String mode, Map<String, String> values) implements JvmOptions {
  @Override
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
