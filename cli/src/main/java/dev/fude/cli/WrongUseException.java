package dev.fude.cli;

import dev.fude.core.FudeException;

/** Something was asked for that cannot be meant; known before any work is done. */
final class WrongUseException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  WrongUseException(String message) {
    super(message);
  }
}
