package dev.fude.core.file;

import dev.fude.core.FudeException;

/**
 * An output file that cannot be written: it exists, its folder is missing, its format is unknown.
 */
public class OutputFileException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public OutputFileException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public OutputFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
