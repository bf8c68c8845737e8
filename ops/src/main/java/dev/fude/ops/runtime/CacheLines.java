package dev.fude.ops.runtime;

import java.util.Optional;

/**
 * Where cache lines begin in a large array.
 *
 * <p><b>Why it matters.</b> A vector of 512 bits is a cache line. One that lies across two of them
 * costs two accesses, and twice the way to the second-level cache: on a Xeon of the Emerald Rapids
 * generation Winograd's transforms of numbers that wait there took three times as long.
 *
 * <p><b>What can be known.</b> Java tells nobody where an array lies. But G1, the collector of most
 * JVMs, puts an array of at least half a region (of 1 to 32 MiB, as the heap is large) at the
 * beginning of one, and never moves it. In front of the numbers is a header of 16 bytes. So what is
 * large is used from {@link #FIRST} on, and what is small and should lie well is put together to a
 * large array ({@link Sections}). With other collectors and sizes it lies as chance will have it,
 * and nothing is lost but time: no result depends on it.
 */
public final class CacheLines {
  /** Numbers of a cache line. */
  public static final int FLOATS = 16;

  /** The first number of an array that begins a cache line. */
  public static final int FIRST = 12;

  /** How long an array must be to lie so in this JVM; 0 where no length makes it. */
  static final int LARGE = large(JvmOptions.ofThisJvm());

  private CacheLines() {}

  /** Half a region of G1's. */
  static int large(JvmOptions jvm) {
    boolean regions = jvm.value("UseG1GC").equals(Optional.of("true"));
    return regions
        ? jvm.value("G1HeapRegionSize")
            .map(bytes -> Integer.parseInt(bytes) / 2 / Float.BYTES)
            .orElse(0)
        : 0;
  }

  /**
   * Rounds up to whole cache lines.
   *
   * @param parts numbers of each part, at least 0
   * @return numbers of all, each part a multiple of {@link #FLOATS}
   * @throws ArithmeticException if there are too many for an array
   */
  public static int whole(int... parts) {
    int all = 0;
    for (int part : parts) {
      all = Math.addExact(all, Math.addExact(part, FLOATS - 1) / FLOATS * FLOATS);
    }
    return all;
  }
}
