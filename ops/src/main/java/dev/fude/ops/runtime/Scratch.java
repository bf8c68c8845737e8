package dev.fude.ops.runtime;

/**
 * Memory of one worker that kernels borrow for the length of a call. Arrays grow to what is asked
 * for and are kept, so that runs after the first allocate nothing.
 */
public final class Scratch {
  /** How many there are; the last two are for {@link OverwrittenRows}. */
  static final int ARRAYS = 12;

  private final float[][] arrays = new float[ARRAYS][0];
  private float[] sections = new float[0];
  private float[][] lines = new float[0][0];
  private double[] doubles = new double[0];

  /**
   * Borrows an array.
   *
   * @param index which one, from 0 to 9; one kernel uses each index for one purpose
   * @param length elements needed
   * @return an array at least that long, with whatever was left in it
   */
  public float[] floats(int index, int length) {
    if (arrays[index].length < length) {
      arrays[index] = new float[length];
    }
    return arrays[index];
  }

  /**
   * Borrows memory for what vectors go over most. One kernel borrows it once.
   *
   * @param sections numbers of each of its sections
   * @return them, none taken yet
   */
  public Sections sections(int... sections) {
    int length = Sections.floats(sections);
    if (this.sections.length < length) {
      this.sections = new float[0]; // let go before its successor is made
      this.sections = new float[length];
    }
    return new Sections(this.sections);
  }

  /**
   * The least length for a line that makes whole cache lines of an array and its header. Such
   * arrays, allocated one behind the other, lie alike to cache lines, and where vectors of one are
   * aligned those of all are.
   *
   * @param length elements needed
   * @return not less
   */
  public static int lineLength(int length) {
    return CacheLines.whole(Math.max(0, length - CacheLines.FIRST)) + CacheLines.FIRST;
  }

  /**
   * Borrows lines: arrays of their own, for loops that the JVM turns into vectors only where all
   * indices are the same.
   *
   * @param count how many
   * @param length elements needed in each
   * @return at least so many, at least that long, with whatever was left in them
   */
  public float[][] lines(int count, int length) {
    if (lines.length < count || lines[0].length < length) {
      int longest = lineLength(lines.length == 0 ? length : Math.max(length, lines[0].length));
      lines = new float[Math.max(count, lines.length)][longest];
    }
    return lines;
  }

  /**
   * Borrows an array of doubles, for sums.
   *
   * @param length elements needed
   * @return an array at least that long, with whatever was left in it
   */
  public double[] doubles(int length) {
    if (doubles.length < length) {
      doubles = new double[length];
    }
    return doubles;
  }

  /** Bytes held by now. */
  long bytes() {
    return bytes(arrays)
        + (long) sections.length * Float.BYTES
        + bytes(lines)
        + (long) doubles.length * Double.BYTES;
  }

  private static long bytes(float[][] arrays) {
    long bytes = 0;
    for (float[] array : arrays) {
      bytes += (long) array.length * Float.BYTES;
    }
    return bytes;
  }
}
