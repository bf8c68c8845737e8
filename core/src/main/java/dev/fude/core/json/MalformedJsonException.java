package dev.fude.core.json;

/** What is wrong with a JSON text, before it is known in which file. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param problem a clause without a full stop, such as {@code its header names a tensor twice}
   */
  public MalformedJsonException(String problem) {
    super(problem);
  }
}
