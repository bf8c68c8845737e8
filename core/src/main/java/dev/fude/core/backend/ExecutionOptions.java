package dev.fude.core.backend;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a prepared network runs.
 *
 * @param threads how many threads one run may keep busy, the calling one included; at least 1
 * @param executor where the other {@code threads - 1} come from; empty to let the backend keep
 *     daemon threads of its own, shared by all runs of the network
 * @param exact whether convolutions are computed by nothing but the direct sum. Then a trained
 *     AnimeGANv2's picture is within 1e-4 of the range from -1 to 1 of what float64 gives; it takes
 *     about twice as long. Otherwise a backend may choose algorithms with fewer multiplications and
 *     more rounding, as long as that picture stays within one of 256 grey levels
 * @param precision in which numbers is computed; a backend that does not know it refuses
 */
public record ExecutionOptions(
    int threads, Optional<Executor> executor, boolean exact, Precision precision) {
  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if threads is below 1
   */
  public ExecutionOptions {
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(precision, "precision");
    if (threads < 1) {
      throw new IllegalArgumentException("Threads must be at least 1, not " + threads + ".");
    }
  }

  /**
   * So many threads, and whatever algorithms are fastest.
   *
   * @param threads how many threads one run may keep busy, at least 1
   * @param executor where the others come from, or empty
   */
  public ExecutionOptions(int threads, Optional<Executor> executor) {
    this(threads, executor, false, Precision.FLOAT32);
  }

  /**
   * So many threads, kept by the backend.
   *
   * @param threads the number, at least 1
   * @return the options
   */
  public static ExecutionOptions ofThreads(int threads) {
    return new ExecutionOptions(threads, Optional.empty());
  }

  /**
   * The same threads with another choice of accuracy.
   *
   * @param choice whether convolutions are computed by nothing but the direct sum
   * @return the options
   */
  public ExecutionOptions withExact(boolean choice) {
    return new ExecutionOptions(threads, executor, choice, precision);
  }

  /**
   * The same with another precision.
   *
   * @param choice in which numbers is computed
   * @return the options
   */
  public ExecutionOptions withPrecision(Precision choice) {
    return new ExecutionOptions(threads, executor, exact, choice);
  }

  /**
   * The first cure of a run that has too little memory: each thread has memory of its own, and more
   * of them than processors are of no use.
   *
   * @return such as {@code take fewer than 100 threads, }; empty if there is a processor for each
   */
  public String fewerThreads() {
    return threads > Runtime.getRuntime().availableProcessors()
        ? "take fewer than " + threads + " threads, "
        : "";
  }

  /**
   * One thread for each processor that the JVM sees.
   *
   * @return the options
   */
  public static ExecutionOptions allProcessors() {
    return ofThreads(Runtime.getRuntime().availableProcessors());
  }
}
