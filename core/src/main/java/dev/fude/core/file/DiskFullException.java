package dev.fude.core.file;

/** An output file whose disk has no room for it. Others on the same disk will not fit either. */
public class DiskFullException extends OutputFileException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
