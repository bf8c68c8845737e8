package dev.fude.core.backend;

import java.util.OptionalInt;

/**
 * Whether a backend can run on this machine, as a value.
 *
 * @param verdict what the selector is to make of it
 * @param detail if it is ready, what it found (such as vector width); else one sentence with the
 *     reason and the cure
 * @param vectorBits bits of the vectors that it computes with; empty if it cannot run, or has none
 */
public record Availability(Verdict verdict, String detail, OptionalInt vectorBits) {
  /** What the selector is to make of a backend. */
  public enum Verdict {
    /** It runs as it is meant to. */
    READY,

    /** It runs, but so slowly here that only who asks for it by name gets it, with a warning. */
    SLOW,

    /** It cannot run, and something cures that: whoever gets another backend is told. */
    REFUSED,

    /** Nothing on this machine is made for it: nobody misses it, and nobody need be told. */
    ABSENT
  }

  /**
   * The backend can run.
   *
   * @param detail what it found, such as a device's name
   * @return the value
   */
  public static Availability available(String detail) {
    return new Availability(Verdict.READY, detail, OptionalInt.empty());
  }

  /**
   * The backend can run, and computes with vectors.
   *
   * @param bits bits of a vector
   * @param detail what it found, such as {@code 256-bit vectors}
   * @return the value
   */
  public static Availability withVectors(int bits, String detail) {
    return new Availability(Verdict.READY, detail, OptionalInt.of(bits));
  }

  /**
   * The backend can run, with vectors, but is no gain here.
   *
   * @param bits bits of a vector
   * @param reason one sentence: what slows it down, and what would cure it
   * @return the value
   */
  public static Availability slow(int bits, String reason) {
    return new Availability(Verdict.SLOW, reason, OptionalInt.of(bits));
  }

  /**
   * The backend cannot run.
   *
   * @param reason one sentence: why not, and what would cure it
   * @return the value
   */
  public static Availability unavailable(String reason) {
    return new Availability(Verdict.REFUSED, reason, OptionalInt.empty());
  }

  /**
   * The backend has nothing to run on here.
   *
   * @param reason one sentence: what is not there
   * @return the value
   */
  public static Availability absent(String reason) {
    return new Availability(Verdict.ABSENT, reason, OptionalInt.empty());
  }

  /**
   * Whether the backend can run, however fast.
   *
   * @return true if it runs when it is asked for by name
   */
  public boolean available() {
    return verdict == Verdict.READY || verdict == Verdict.SLOW;
  }

  /**
   * Whether the backend runs as it is meant to.
   *
   * @return true if {@code auto} may take it
   */
  public boolean ready() {
    return verdict == Verdict.READY;
  }
}
