package dev.fude.core.weights;

/** A weight file that may be sound, and is larger than the Java heap. */
public final class OversizedWeightsException extends InvalidWeightsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public OversizedWeightsException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public OversizedWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
