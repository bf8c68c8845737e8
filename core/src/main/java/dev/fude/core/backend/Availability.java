package dev.fude.core.backend;

/**
 * Whether a backend can run on this machine, as a value.
 *
 * @param available whether it can
 * @param detail if it can, what it found (such as vector width); if not, one sentence with the
 *     reason and the cure
 */
public record Availability(boolean available, String detail) {
  /**
   * The backend can run.
   *
   * @param detail what it found, such as {@code 256-bit vectors}
   * @return the value
   */
  public static Availability available(String detail) {
    return new Availability(true, detail);
  }

  /**
   * The backend cannot run.
   *
   * @param reason one sentence: why not, and what would cure it
   * @return the value
   */
  public static Availability unavailable(String reason) {
    return new Availability(false, reason);
  }
}
