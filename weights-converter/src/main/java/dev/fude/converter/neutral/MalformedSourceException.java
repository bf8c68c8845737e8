package dev.fude.converter.neutral;

import dev.fude.core.weights.InvalidWeightsException;

/**
 * What is wrong with a file, said by a part that does not know the file's name: a clause in lower
 * case without a full stop, such as "the pickle ends too early; download the file again". Whoever
 * knows the name makes the sentence.
 */
public class MalformedSourceException extends InvalidWeightsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param clause what is wrong, and what to do
   */
  public MalformedSourceException(String clause) {
    super(clause);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param clause what is wrong, and what to do
   * @param cause what was caught
   */
  public MalformedSourceException(String clause, Throwable cause) {
    super(clause, cause);
  }
}
