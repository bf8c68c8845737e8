package dev.fude.core.weights;

import java.lang.reflect.Method;

/**
 * What this thread has allocated, as the JVM counts it. Asked for by name: core's module has no use
 * for the management module that it lives in.
 */
final class Allocation {
  private Allocation() {}

  /** Bytes that the current thread has allocated since it began. */
  static long ofThisThread() {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Method allocated =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getThreadAllocatedBytes", long.class);
      return (long) allocated.invoke(threads, Thread.currentThread().getId());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this JVM does not count allocations", e);
    }
  }
}
