package dev.fude.cli;

import dev.fude.core.backend.Progress;
import java.util.function.Function;

/** How far work has come, on standard error, if that is a terminal; otherwise silence. */
final class Terminal {
  /**
   * The system property that says whether standard error is a terminal. Java cannot tell; the
   * script that starts it can.
   */
  static final String PROPERTY = "fude.terminal";

  /** The line that is rewritten. */
  static final StatusLine LINE = new StatusLine(System.err, Boolean.getBoolean(PROPERTY));

  private Terminal() {}

  /**
   * Does a piece of work and shows how far it has come.
   *
   * @param task what is being done, in a word or two
   * @param work told where to report to
   * @param <T> what the work gives
   * @return what the work gave
   */
  static <T> T showing(String task, Function<Progress, T> work) {
    try {
      return work.apply((done, total) -> LINE.show(task + " " + percent(done, total)));
    } finally {
      LINE.clear();
    }
  }

  /**
   * A share of the whole.
   *
   * @param done how much is done
   * @param total of how much, at least 1
   * @return such as {@code 63 %}
   */
  static String percent(long done, long total) {
    return Math.round(100.0 * done / total) + " %";
  }
}
