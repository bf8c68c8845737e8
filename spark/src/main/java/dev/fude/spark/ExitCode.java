package dev.fude.spark;

import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.style.StyleNameException;

/** What the job tells who started it; the numbers are those of the {@code fude} command. */
final class ExitCode {
  /** Every photograph has its row, painted or not. */
  static final int DONE = 0;

  /** It was asked for rightly and failed: too many errors, a cluster that gave up. */
  static final int FAILED = 1;

  /** It was asked for wrongly. */
  static final int WRONG_USE = 2;

  /** A folder or a model that was given cannot be used. */
  static final int BAD_INPUT = 3;

  private ExitCode() {}

  static int of(Exception failure) {
    if (failure instanceof RefusedJobException refused) {
      return refused.exitCode();
    }
    if (failure instanceof StyleNameException) {
      return WRONG_USE;
    }
    return failure instanceof InvalidWeightsException ? BAD_INPUT : FAILED;
  }
}
