package dev.fude.ops.runtime;

/**
 * Numbers of which a run reads and writes pieces of rows, wherever they are: in an array, in a
 * file, in a picture of levels. Kernels see rows, and so need not know.
 */
public interface Slot {
  /** Takes what is stored nowhere; it cannot be read. */
  Slot NOWHERE =
      new Slot() {
        @Override
        public float[] array() {
          return null;
        }

        @Override
        public void read(long from, float[] to, int at, int count) {
          throw new IllegalStateException("what is stored nowhere is read");
        }

        @Override
        public void write(long to, float[] from, int at, int count) {}
      };

  /**
   * The array that holds all numbers, for those who would work in it directly.
   *
   * @return the array, or null if the numbers are elsewhere
   */
  float[] array();

  /**
   * Where the numbers begin.
   *
   * @return index of the first, for all methods
   */
  default int first() {
    return 0;
  }

  /**
   * Reads a piece.
   *
   * @param from index of its first number
   * @param to receives it
   * @param at where in there
   * @param count how many numbers
   */
  void read(long from, float[] to, int at, int count);

  /**
   * Writes a piece.
   *
   * @param to index of its first number
   * @param from holds it
   * @param at where in there
   * @param count how many numbers
   */
  void write(long to, float[] from, int at, int count);

  /**
   * A slot in an array.
   *
   * @param array the numbers
   * @return the slot
   */
  static Slot of(float[] array) {
    return new ArraySlot(array, 0);
  }
}
