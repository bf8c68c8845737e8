package dev.fude.core.backend;

import java.util.OptionalInt;

/**
 * Whether a backend can run on this machine, as a value.
 *
 * @param available whether it can
 * @param detail if it can, what it found (such as vector width); if not, one sentence with the
 *     reason and the cure
 * @param vectorBits bits of the vectors that it computes with; empty if it cannot run, or has none
 */
public record Availability(boolean available, String detail, OptionalInt vectorBits) {
  /**
   * The backend can run.
   *
   * @param detail what it found, such as a device's name
   * @return the value
   */
  public static Availability available(String detail) {
    return new Availability(true, detail, OptionalInt.empty());
  }

  /**
   * The backend can run, and computes with vectors.
   *
   * @param bits bits of a vector
   * @param detail what it found, such as {@code 256-bit vectors}
   * @return the value
   */
  public static Availability withVectors(int bits, String detail) {
    return new Availability(true, detail, OptionalInt.of(bits));
  }

  /**
   * The backend cannot run.
   *
   * @param reason one sentence: why not, and what would cure it
   * @return the value
   */
  public static Availability unavailable(String reason) {
    return new Availability(false, reason, OptionalInt.empty());
  }
}
