package dev.fude.painter.picture;

import dev.fude.core.FudeException;

/** A picture that cannot be used: missing, unreadable, damaged, or too small. */
public class InvalidImageException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public InvalidImageException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public InvalidImageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What an exception says, or its kind if it says nothing. */
  static String reasonOf(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
