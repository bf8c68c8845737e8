package dev.fude.ops.runtime;

/**
 * A slot on the Java heap.
 *
 * @param array its numbers
 * @param first index of the first of them
 */
record ArraySlot(float[] array, int first) implements Slot {
  @Override
  public void read(long from, float[] to, int at, int count) {
    System.arraycopy(array, (int) from, to, at, count);
  }

  @Override
  public void write(long to, float[] from, int at, int count) {
    System.arraycopy(from, at, array, (int) to, count);
  }
}
