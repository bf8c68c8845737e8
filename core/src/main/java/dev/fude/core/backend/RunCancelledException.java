package dev.fude.core.backend;

import dev.fude.core.FudeException;

/**
 * A run ended early because the thread that called it was interrupted. The thread's interrupt flag
 * is still set; the network is as usable as before.
 */
public class RunCancelledException extends FudeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RunCancelledException() {
    super(
        "The run was cancelled, because the thread that called it was interrupted; run it again if"
            + " its result is still wanted.");
  }

  /**
   * Ends the run of the current thread if that thread is interrupted.
   *
   * @throws RunCancelledException if it is
   */
  public static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new RunCancelledException();
    }
  }
}
