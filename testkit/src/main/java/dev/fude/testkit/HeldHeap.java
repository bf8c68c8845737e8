package dev.fude.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/** What collections leave on the heap: for tests that nothing is kept. */
public final class HeldHeap {
  /**
   * Three of four whole collections of the serial collector let dead objects lie where they are, a
   * twentieth of the old generation, so as not to move the rest; the fourth does not.
   */
  private static final int COLLECTIONS = 4;

  private HeldHeap() {}

  /**
   * Collects, and counts what is reached from somewhere, without what other threads have allocated
   * since.
   *
   * @return bytes
   */
  public static long bytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, leftByTheLast());
    }
    return least;
  }

  private static long leftByTheLast() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull) // a pool that is never collected
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
