package dev.fude.cli;

import dev.fude.core.FudeException;

/** What was named gives no photograph: an empty folder, one that may not be read, no list. */
final class UnusableInputException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  UnusableInputException(String message) {
    super(message);
  }
}
