package dev.fude.spark;

import dev.fude.core.FudeException;

/** A job that is not begun, or not ended: one sentence, and the code that its program ends with. */
final class RefusedJobException extends FudeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private RefusedJobException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static RefusedJobException failed(String message) {
    return new RefusedJobException(ExitCode.FAILED, message);
  }

  static RefusedJobException wrongUse(String message) {
    return new RefusedJobException(ExitCode.WRONG_USE, message);
  }

  static RefusedJobException badInput(String message) {
    return new RefusedJobException(ExitCode.BAD_INPUT, message);
  }

  int exitCode() {
    return exitCode;
  }
}
