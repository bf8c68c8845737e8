package dev.fude.core.backend;

import dev.fude.core.FudeException;

/** A scratch file that cannot be made, or that its disk has no room for. */
public class ScratchFileException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public ScratchFileException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public ScratchFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
