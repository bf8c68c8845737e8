package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.CudaException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The lanes of one network that no run uses at the moment; never more than ran at once. */
final class LanePool {
  private final Supplier<Lane> factory;
  private final List<Lane> idle = new ArrayList<>();

  LanePool(Supplier<Lane> factory) {
    this.factory = factory;
  }

  /**
   * A lane with room for a run. Where the device has no memory left, idle lanes are closed.
   *
   * @param bytes what the run needs
   * @return the lane, which must be given back or closed
   * @throws CudaException if the driver fails, or there is not enough memory
   */
  Lane take(long bytes) {
    try {
      return grown(takeIdle(bytes), bytes);
    } catch (CudaException e) {
      if (!e.isOutOfMemory() || !closeIdle()) {
        throw e;
      }
      return grown(factory.get(), bytes);
    }
  }

  private Lane grown(Lane lane, long bytes) {
    try {
      lane.grow(bytes);
      return lane;
    } catch (CudaException e) {
      closeAfter(lane, e);
      throw e;
    }
  }

  /** The smallest idle lane that is large enough, else the largest, else a new one. */
  private Lane takeIdle(long bytes) {
    synchronized (this) {
      Comparator<Lane> bySize = Comparator.comparingLong(Lane::capacity);
      Lane best =
          idle.stream()
              .filter(lane -> lane.capacity() >= bytes)
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

  /** Keeps a lane for the next run. */
  synchronized void giveBack(Lane lane) {
    idle.add(lane);
  }

  /** Closes a lane whose run failed, without hiding the failure. */
  static void closeAfter(Lane lane, Throwable failure) {
    try {
      lane.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Closes all idle lanes.
   *
   * @return whether there were any
   */
  synchronized boolean closeIdle() {
    boolean any = !idle.isEmpty();
    try (Resources all = new Resources()) {
      idle.forEach(lane -> all.add(lane::close));
      idle.clear();
    }
    return any;
  }
}
