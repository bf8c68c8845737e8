package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.CudaException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The runners of one network that no run uses at the moment; never more than ran at once. */
final class RunnerPool {
  private final Supplier<Runner> factory;
  private final List<Runner> idle = new ArrayList<>();

  RunnerPool(Supplier<Runner> factory) {
    this.factory = factory;
  }

  /**
   * A runner with room for a run. Where the device has no memory left, idle runners are closed.
   *
   * @param bytes what the run needs
   * @return the runner, which must be given back or closed
   * @throws CudaException if the driver fails, or there is not enough memory
   */
  Runner take(long bytes) {
    try {
      return grown(takeIdle(bytes), bytes);
    } catch (CudaException e) {
      if (!e.isOutOfMemory() || !closeIdle()) {
        throw e;
      }
      return grown(factory.get(), bytes);
    }
  }

  private Runner grown(Runner runner, long bytes) {
    try {
      runner.grow(bytes);
      return runner;
    } catch (CudaException e) {
      closeAfter(runner, e);
      throw e;
    }
  }

  /** The smallest idle runner that is large enough, else the largest, else a new one. */
  private Runner takeIdle(long bytes) {
    synchronized (this) {
      Comparator<Runner> bySize = Comparator.comparingLong(Runner::capacity);
      Runner best =
          idle.stream()
              .filter(runner -> runner.capacity() >= bytes)
              .min(bySize)
              .or(() -> idle.stream().max(bySize))
              .orElse(null);
      if (best != null) {
        idle.remove(best);
        return best;
      }
    }
    return factory.get();
  }

  /** Keeps a runner for the next run. */
  synchronized void giveBack(Runner runner) {
    idle.add(runner);
  }

  /** Closes a runner whose run failed, without hiding the failure. */
  static void closeAfter(Runner runner, Throwable failure) {
    try {
      runner.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Closes all idle runners.
   *
   * @return whether there were any
   */
  synchronized boolean closeIdle() {
    boolean any = !idle.isEmpty();
    try (Resources all = new Resources()) {
      idle.forEach(runner -> all.add(runner::close));
      idle.clear();
    }
    return any;
  }
}
