package dev.fude.video;

import dev.fude.core.FudeException;

/** A film that cannot be used: missing, unreadable, damaged, without frames, of unknown colours. */
public class InvalidFilmException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public InvalidFilmException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public InvalidFilmException(String message, Throwable cause) {
    super(message, cause);
  }
}
