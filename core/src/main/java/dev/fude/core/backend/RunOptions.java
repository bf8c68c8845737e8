package dev.fude.core.backend;

import java.util.Objects;
import java.util.Optional;

/**
 * How one run of a prepared network goes.
 *
 * @param progress told after each step
 * @param runningNorms the norms of the film that the run's picture belongs to; empty for a picture
 *     of its own. A backend may refuse them, see {@link Backend#refusal(RunOptions)}
 */
public record RunOptions(Progress progress, Optional<RunningNorms> runningNorms) {
  /** Nobody listens, and every picture stands for itself. */
  public static final RunOptions DEFAULTS = new RunOptions(Progress.NONE, Optional.empty());

  /** Checks that nothing is null. */
  public RunOptions {
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(runningNorms, "runningNorms");
  }

  /**
   * The same with a listener.
   *
   * @param listener told after each step
   * @return the options
   */
  public RunOptions withProgress(Progress listener) {
    return new RunOptions(listener, runningNorms);
  }

  /**
   * The same for a picture of a film.
   *
   * @param film the film's norms so far
   * @return the options
   */
  public RunOptions withRunningNorms(RunningNorms film) {
    return new RunOptions(progress, Optional.of(film));
  }
}
