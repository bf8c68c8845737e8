package dev.fude.ops.runtime;

import dev.fude.core.plan.Plan;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The workspaces of one network that no run uses at the moment.
 *
 * <p>There are never more of them than runs have been under way at once, and they are softly held:
 * the garbage collector takes them before the heap runs out. A run takes the one that needs to grow
 * the least.
 */
final class WorkspacePool {
  private final Supplier<Workspace> factory;
  private final LongSupplier heapRoom;
  private final List<SoftReference<Workspace>> idle = new ArrayList<>();

  /**
   * An empty pool.
   *
   * @param factory makes an empty workspace
   * @param heapRoom bytes that a run may be given
   */
  WorkspacePool(Supplier<Workspace> factory, LongSupplier heapRoom) {
    this.factory = factory;
    this.heapRoom = heapRoom;
  }

  /**
   * Bytes that the Java heap gives if it is empty. How much of it is in use says little: most may
   * be garbage.
   */
  static long javaHeapRoom() {
    return Runtime.getRuntime().maxMemory();
  }

  /**
   * A workspace with room for a plan.
   *
   * @param plan the plan
   * @param slots whether its slots are wanted as well, or only what else a run takes
   * @param scratch bytes of scratch memory that all workers together will ask for
   * @param output bytes of the run's output
   * @return the workspace, or empty if there is not enough memory
   */
  Optional<Workspace> take(Plan plan, boolean slots, long scratch, long output) {
    Workspace workspace = takeIdle(plan, slots).orElseGet(factory);
    long missingScratch = Math.max(0, scratch - workspace.workers().scratchBytes());
    long missing = workspace.bytesMissing(plan, slots) + missingScratch + output;
    if (missing > heapRoom.getAsLong()) {
      giveBack(workspace);
      return Optional.empty();
    }
    if (slots) {
      workspace.grow(plan);
    }
    return Optional.of(workspace);
  }

  /** Keeps a workspace for the next run. */
  synchronized void giveBack(Workspace workspace) {
    idle.add(new SoftReference<>(workspace));
  }

  /** Lets go of all idle workspaces. */
  synchronized void clear() {
    idle.clear();
  }

  private synchronized Optional<Workspace> takeIdle(Plan plan, boolean slots) {
    Optional<Workspace> best =
        idle.stream()
            .map(SoftReference::get)
            .filter(Objects::nonNull)
            .min(
                Comparator.comparingLong(
                        (Workspace candidate) -> candidate.bytesMissing(plan, slots))
                    .thenComparingLong(Workspace::bytesHeld));
    idle.removeIf(held -> held.get() == null || held.get() == best.orElse(null));
    return best;
  }
}
