package dev.fude.core.weights;

/**
 * IEEE 754 half precision: 1 sign, 5 exponent and 10 fraction bits, so 11 significant bits, numbers
 * up to 65504 and steps of 2^-24 near zero. By hand, because Java has it only from release 20 on.
 */
public final class Float16 {
  /** The largest finite half. */
  public static final float MAX_VALUE = 65504;

  /** The smallest magnitude that rounds to infinity: half a step beyond {@link #MAX_VALUE}. */
  private static final float ROUNDS_TO_INFINITY = 65520;

  private static final float SMALLEST_NORMAL = 0x1p-14f;

  /** What a float's exponent is biased by beyond a half's: 127 - 15. */
  private static final int BIAS_DIFFERENCE = 112;

  /** Fraction bits that a float has beyond a half: 23 - 10. */
  private static final int EXTRA_BITS = 13;

  private static final int INFINITY_BITS = 0x7c00;
  private static final int FRACTION_MASK = 0x3ff;

  private Float16() {}

  /**
   * Widens. Exact; a NaN keeps its sign and payload.
   *
   * @param half the 16 bits of a half
   * @return the same number
   */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half & INFINITY_BITS) >>> 10;
    int fraction = half & FRACTION_MASK;
    if (exponent == 0) {
      return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign));
    }
    int widened = exponent == 31 ? 255 : exponent + BIAS_DIFFERENCE;
    return Float.intBitsToFloat(sign | widened << 23 | fraction << EXTRA_BITS);
  }

  /**
   * Narrows to the nearest half, ties to the even one; beyond the largest half to infinity.
   *
   * @param number any float
   * @return the 16 bits of the nearest half
   */
  public static short fromFloat(float number) {
    int bits = Float.floatToRawIntBits(number);
    int sign = (bits >>> 16) & 0x8000;
    return (short) (sign | magnitudeBits(Math.abs(number), bits & 0x7fffffff));
  }

  private static int magnitudeBits(float magnitude, int bits) {
    if (Float.isNaN(magnitude)) {
      int payload = (bits >>> EXTRA_BITS) & FRACTION_MASK;
      return INFINITY_BITS | (payload == 0 ? 0x200 : payload);
    }
    if (magnitude >= ROUNDS_TO_INFINITY) {
      return INFINITY_BITS;
    }
    if (magnitude < SMALLEST_NORMAL) {
      // Subnormal halves count steps of 2^-24; the product is exact and rint rounds ties to even.
      return (int) Math.rint(magnitude * 0x1p24f);
    }
    // Adding just under half a step, and one more if the kept part is odd, makes the cut round. A
    // carry out of the fraction runs into the exponent, which is what rounding up means.
    int odd = (bits >>> EXTRA_BITS) & 1;
    return ((bits + 0xfff + odd) >>> EXTRA_BITS) - (BIAS_DIFFERENCE << 10);
  }
}
