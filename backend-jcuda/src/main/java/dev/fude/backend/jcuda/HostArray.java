package dev.fude.backend.jcuda;

import java.nio.ByteBuffer;

/** An array of the Java heap as the bytes that travel to the device or back. */
interface HostArray {
  /** All its bytes. */
  long bytes();

  /**
   * Copies some of it to a buffer's beginning.
   *
   * @param from bytes of the array before them, a multiple of 4
   * @param count how many, at most the buffer's capacity
   * @param to a buffer in the machine's byte order
   */
  void copyTo(long from, int count, ByteBuffer to);

  /**
   * Copies a buffer's beginning to some of it.
   *
   * @param from a buffer in the machine's byte order
   * @param to bytes of the array before them, a multiple of 4
   * @param count how many
   */
  void copyFrom(ByteBuffer from, long to, int count);

  /** Numbers. */
  static HostArray of(float[] numbers) {
    return new HostArray() {
      @Override
      public long bytes() {
        return (long) numbers.length * Float.BYTES;
      }

      @Override
      public void copyTo(long from, int count, ByteBuffer to) {
        int first = (int) (from / Float.BYTES);
        to.clear().asFloatBuffer().put(numbers, first, count / Float.BYTES);
      }

      @Override
      public void copyFrom(ByteBuffer from, long to, int count) {
        int first = (int) (to / Float.BYTES);
        from.clear().asFloatBuffer().get(numbers, first, count / Float.BYTES);
      }
    };
  }

  /** Words. */
  static HostArray of(int[] words) {
    return new HostArray() {
      @Override
      public long bytes() {
        return (long) words.length * Integer.BYTES;
      }

      @Override
      public void copyTo(long from, int count, ByteBuffer to) {
        int first = (int) (from / Integer.BYTES);
        to.clear().asIntBuffer().put(words, first, count / Integer.BYTES);
      }

      @Override
      public void copyFrom(ByteBuffer from, long to, int count) {
        int first = (int) (to / Integer.BYTES);
        from.clear().asIntBuffer().get(words, first, count / Integer.BYTES);
      }
    };
  }

  /** Levels. */
  static HostArray of(byte[] levels) {
    return new HostArray() {
      @Override
      public long bytes() {
        return levels.length;
      }

      @Override
      public void copyTo(long from, int count, ByteBuffer to) {
        to.clear().put(levels, (int) from, count);
      }

      @Override
      public void copyFrom(ByteBuffer from, long to, int count) {
        from.clear().get(levels, (int) to, count);
      }
    };
  }
}
