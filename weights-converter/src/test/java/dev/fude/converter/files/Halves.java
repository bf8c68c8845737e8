package dev.fude.converter.files;

import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Float16;

/** Numbers that half-precision formats hold exactly, so that what is read back is known. */
public final class Halves {
  private Halves() {}

  /**
   * Rounds to multiples of 1/64, which float16 and bfloat16 both hold exactly from -1 to 1.
   *
   * @param tensor numbers from -1 to 1
   * @return the rounded ones
   */
  public static Tensor rounded(Tensor tensor) {
    float[] numbers = new float[tensor.data().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.round(tensor.data()[i] * 64) / 64f;
    }
    return Tensor.of(tensor.shape(), numbers);
  }

  /**
   * The bits of a number as float16.
   *
   * @param number one that float16 holds exactly
   * @return its bits
   * @throws IllegalArgumentException if it does not
   */
  public static short exactHalf(float number) {
    short half = Float16.fromFloat(number);
    if (Float16.toFloat(half) != number) {
      throw new IllegalArgumentException(number + " is no half");
    }
    return half;
  }
}
