package dev.fude.ops.runtime;

import java.util.Optional;

/**
 * Where cache lines begin in a large array.
 *
 * <p><b>Why it matters.</b> A vector of 512 bits is as long as a cache line. One that lies across
 * two lines is read and written as two pieces: on a Xeon of the Emerald Rapids generation
 * Winograd's transforms of numbers from the second-level cache took two to three times as long so.
 *
 * <p><b>What can be known.</b> Java tells nobody where an array lies. But G1, the collector of most
 * JVMs, puts an array of more than half a region at the beginning of one, and leaves it there [1].
 * In front of the numbers is the array's header. So large arrays are used from {@link #FIRST} on,
 * and what a worker's vectors go over most is put together to a {@link #LARGE large} one ({@link
 * Sections}). With other collectors it lies as chance will have it, and nothing is lost but time:
 * no result depends on it.
 *
 * <p>[1] "Humongous objects", in Oracle's HotSpot Virtual Machine Garbage Collection Tuning Guide.
 */
public final class CacheLines {
  /** Numbers of a cache line. */
  public static final int FLOATS = 16;

  /** The first number of an array that begins a cache line. */
  public static final int FIRST = first(JvmOptions.ofThisJvm());

  /** Numbers of an array that begins with a region in this JVM; 0 where none does. */
  static final int LARGE = large(JvmOptions.ofThisJvm());

  private CacheLines() {}

  /** Behind the header: 16 bytes, or 12 where it is compact (JEP 519). */
  static int first(JvmOptions jvm) {
    boolean compact = jvm.value("UseCompactObjectHeaders").equals(Optional.of("true"));
    return FLOATS - (compact ? 12 : 16) / Float.BYTES;
  }

  /** Half a region: with the header it is more. */
  static int large(JvmOptions jvm) {
    return jvm.value("UseG1GC")
        .filter("true"::equals)
        .flatMap(on -> jvm.value("G1HeapRegionSize"))
        .map(bytes -> Integer.parseInt(bytes) / 2 / Float.BYTES)
        .orElse(0);
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
