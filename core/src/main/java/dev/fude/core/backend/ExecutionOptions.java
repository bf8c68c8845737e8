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
 */
public record ExecutionOptions(int threads, Optional<Executor> executor) {
  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if threads is below 1
   */
  public ExecutionOptions {
    Objects.requireNonNull(executor, "executor");
    if (threads < 1) {
      throw new IllegalArgumentException("Threads must be at least 1, not " + threads + ".");
    }
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
   * One thread for each processor that the JVM sees.
   *
   * @return the options
   */
  public static ExecutionOptions allProcessors() {
    return ofThreads(Runtime.getRuntime().availableProcessors());
  }
}
