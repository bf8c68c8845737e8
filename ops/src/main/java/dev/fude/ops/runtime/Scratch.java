package dev.fude.ops.runtime;

/**
 * Memory of one worker that kernels borrow for the length of a call. Arrays grow to what is asked
 * for and are kept, so that runs after the first allocate nothing.
 */
public final class Scratch {
  /** How many there are; the last two are for {@link OverwrittenRows}. */
  static final int ARRAYS = 12;

  private final float[][] arrays = new float[ARRAYS][0];

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

  /** Bytes held by now. */
  long bytes() {
    long bytes = 0;
    for (float[] array : arrays) {
      bytes += (long) array.length * Float.BYTES;
    }
    return bytes;
  }
}
