package dev.fude.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The most that was left in this JVM's heap after any of its garbage collections: close to what the
 * program holds, where the heap in use also counts what nobody holds any longer.
 */
final class HeapWatch {
  private final List<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .toList();
  private final AtomicLong mostBytes = new AtomicLong();

  /** Begins to watch. */
  static HeapWatch begin() {
    HeapWatch watch = new HeapWatch();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener((notice, unused) -> watch.see(notice), null, null);
    }
    return watch;
  }

  private void see(Notification notice) {
    GcInfo collection =
        GarbageCollectionNotificationInfo.from((CompositeData) notice.getUserData()).getGcInfo();
    long left =
        heapPools.stream()
            .map(collection.getMemoryUsageAfterGc()::get)
            .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
            .sum();
    mostBytes.accumulateAndGet(left, Math::max);
  }

  /**
   * The most until now.
   *
   * @return bytes; 0 if there was no collection
   */
  long mostBytes() {
    return mostBytes.get();
  }
}
