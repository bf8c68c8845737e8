package dev.fude.core.backend;

/** Told how far a run has come. */
@FunctionalInterface
public interface Progress {
  /** Listens to nothing. */
  Progress NONE = (done, total) -> {};

  /**
   * Called by the running thread after each step.
   *
   * @param done multiply-adds done so far
   * @param total multiply-adds of the whole run, at least 1
   */
  void advanced(long done, long total);
}
