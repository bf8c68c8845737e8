package dev.fude.core;

/**
 * The root of every exception that Fude throws about its input or its surroundings.
 *
 * <p>The message is one sentence for a person: what was wrong, where, and what to do. Mistakes of
 * the calling program (a null, a negative count) are {@link IllegalArgumentException} or {@link
 * NullPointerException} instead.
 */
public class FudeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public FudeException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public FudeException(String message, Throwable cause) {
    super(message, cause);
  }
}
