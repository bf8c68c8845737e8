package dev.fude.core.weights;

/** What is wrong with a safetensors header, before it is known in which file. */
final class MalformedHeaderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param problem a clause without a full stop, such as {@code its header is empty}
   */
  MalformedHeaderException(String problem) {
    super(problem);
  }
}
