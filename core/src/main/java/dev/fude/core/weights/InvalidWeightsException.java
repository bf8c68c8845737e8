package dev.fude.core.weights;

import dev.fude.core.FudeException;

/** A weight file, or a set of weights, that cannot be used. */
public class InvalidWeightsException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public InvalidWeightsException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public InvalidWeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
