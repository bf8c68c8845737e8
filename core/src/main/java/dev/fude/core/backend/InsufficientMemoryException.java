package dev.fude.core.backend;

import dev.fude.core.FudeException;

/** A run that needs more memory than there is. */
public class InsufficientMemoryException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public InsufficientMemoryException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public InsufficientMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
