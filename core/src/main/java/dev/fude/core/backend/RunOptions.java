package dev.fude.core.backend;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How one run of a prepared network goes.
 *
 * @param progress told after each step
 * @param runningNorms the norms of the film that the run's picture belongs to; empty for a picture
 *     of its own. A backend may refuse them, see {@link Backend#refusal(RunOptions)}
 * @param scratch a folder for files that hold what lies between the steps; empty to keep that in
 *     memory. Only for a network that {@linkplain PreparedGraph#scratchNeeded tells what they take}
 */
public record RunOptions(
    Progress progress, Optional<RunningNorms> runningNorms, Optional<Path> scratch) {
  /** Nobody listens, and every picture stands for itself. */
  public static final RunOptions DEFAULTS =
      new RunOptions(Progress.NONE, Optional.empty(), Optional.empty());

  /** Checks that nothing is null. */
  public RunOptions {
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(runningNorms, "runningNorms");
    Objects.requireNonNull(scratch, "scratch");
  }

  /**
   * The same with a listener.
   *
   * @param listener told after each step
   * @return the options
   */
  public RunOptions withProgress(Progress listener) {
    return new RunOptions(listener, runningNorms, scratch);
  }

  /**
   * The same for a picture of a film.
   *
   * @param film the film's norms so far
   * @return the options
   */
  public RunOptions withRunningNorms(RunningNorms film) {
    return new RunOptions(progress, Optional.of(film), scratch);
  }

  /**
   * The same with scratch files.
   *
   * @param folder where they are made, and deleted at once or when the run ends
   * @return the options
   */
  public RunOptions withScratch(Path folder) {
    return new RunOptions(progress, runningNorms, Optional.of(folder));
  }
}
