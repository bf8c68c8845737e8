package dev.fude.core.tensor;

/**
 * Numbers from -1 to 1 as the 256 levels of a picture's bytes, and back.
 *
 * <pre>
 * number = level / 127.5 - 1        level = the nearest of 0 to 255 to (number + 1) * 127.5
 * </pre>
 */
public final class Levels {
  private static final float HALF_RANGE = 127.5f;
  private static final int LARGEST = 255;
  private static final float[] NUMBERS = new float[LARGEST + 1]; // by level: found, not divided

  static {
    for (int level = 0; level <= LARGEST; level++) {
      NUMBERS[level] = level / HALF_RANGE - 1;
    }
  }

  private Levels() {}

  /**
   * Levels as numbers.
   *
   * @param levels as many bytes as the shape has elements, each from 0 to 255
   * @param shape their shape
   * @return the numbers, in the same order
   * @throws InvalidShapeException if there are more or fewer bytes
   */
  public static Tensor toNumbers(byte[] levels, Shape shape) {
    requireShape(levels, shape);
    Tensor tensor = Tensor.zeros(shape);
    toNumbers(levels, 0, tensor.data(), 0, levels.length);
    return tensor;
  }

  /**
   * Some levels as numbers.
   *
   * @param levels levels from 0 to 255
   * @param from the first of them
   * @param to receives the numbers
   * @param at where in there
   * @param count how many
   */
  public static void toNumbers(byte[] levels, int from, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = NUMBERS[levels[from + i] & 0xFF];
    }
  }

  /**
   * Checks that bytes have a shape.
   *
   * @param levels the bytes
   * @param shape the shape
   * @throws InvalidShapeException if there are more or fewer bytes than elements
   */
  public static void requireShape(byte[] levels, Shape shape) {
    if (levels.length != shape.elements()) {
      throw new InvalidShapeException(
          String.format("%d levels do not fill a picture of shape %s.", levels.length, shape));
    }
  }

  /**
   * Numbers as the nearest levels, halves rounded up, held to 0 to 255. NaN becomes 0.
   *
   * @param tensor the numbers
   * @return as many bytes, in the same order
   */
  public static byte[] of(Tensor tensor) {
    float[] numbers = tensor.data();
    byte[] levels = new byte[numbers.length];
    of(numbers, 0, levels, 0, numbers.length);
    return levels;
  }

  /**
   * Some numbers as levels, as {@link #of(Tensor)} makes them.
   *
   * @param numbers the numbers
   * @param from the first of them
   * @param to receives the levels
   * @param at where in there
   * @param count how many
   */
  public static void of(float[] numbers, int from, byte[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      int nearest = (int) ((numbers[from + i] + 1.0) * HALF_RANGE + 0.5); // held to int, NaN is 0
      to[at + i] = (byte) Math.max(0, Math.min(LARGEST, nearest));
    }
  }
}
