package dev.fude.core.tensor;

import dev.fude.core.FudeException;

/** Shapes that do not fit an op, a graph or one another. */
public class InvalidShapeException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public InvalidShapeException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public InvalidShapeException(String message, Throwable cause) {
    super(message, cause);
  }
}
