package dev.fude.core.op;

/**
 * The eps of a norm as people write it. Files keep a float32, and Java prints a double with a digit
 * behind the point: for a reader 1e-12 is neither 9.999999960041972E-13 nor 1.0E-12.
 */
public final class Eps {
  private Eps() {}

  /**
   * The number that was meant by a stored one.
   *
   * @param stored as a file keeps it
   * @return the double of fewest digits that is stored as that number
   */
  public static double of(float stored) {
    return Double.parseDouble(Float.toString(stored));
  }

  /**
   * The number in few characters.
   *
   * @param eps any number
   * @return such as {@code 1e-5}; reads back as the same number
   */
  public static String text(double eps) {
    return Double.toString(eps).replace(".0E", "e").replace('E', 'e');
  }
}
