package dev.fude.core.backend;

/** A backend was asked for by a name that none has. */
public class UnknownBackendException extends BackendUnavailableException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: which name, and which there are
   */
  public UnknownBackendException(String message) {
    super(message);
  }
}
