package dev.fude.ops.runtime;

/**
 * Memory of one worker for the length of a call, cut into sections that begin with {@linkplain
 * CacheLines cache lines}. All are in one array, so that it is large.
 */
public final class Sections {
  private final float[] array;
  private int next = CacheLines.FIRST;

  Sections(float[] array) {
    this.array = array;
  }

  /**
   * How long an array of sections must be.
   *
   * @param sections numbers of each
   * @return numbers of all, and of what is between them, or so many that the array is {@linkplain
   *     CacheLines large}
   * @throws ArithmeticException if they are too many for an array
   */
  public static int floats(int... sections) {
    int all = Math.addExact(CacheLines.FIRST, CacheLines.whole(sections));
    return Math.max(all, CacheLines.LARGE);
  }

  /**
   * What all sections are in.
   *
   * @return the array, with whatever was left in it
   */
  public float[] array() {
    return array;
  }

  /**
   * Cuts off the next section.
   *
   * @param floats its numbers
   * @return index of its first number
   */
  public int take(int floats) {
    int taken = next;
    next = Math.addExact(next, CacheLines.whole(floats));
    return taken;
  }
}
