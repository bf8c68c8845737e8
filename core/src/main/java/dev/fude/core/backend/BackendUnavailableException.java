package dev.fude.core.backend;

import dev.fude.core.FudeException;

/** A backend that was asked for cannot run here, or cannot do what it was asked for. */
public class BackendUnavailableException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public BackendUnavailableException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public BackendUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
