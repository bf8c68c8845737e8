package dev.fude.video.apng;

import dev.fude.video.Rational;
import java.math.BigInteger;

/**
 * For how long a frame is shown, as a fraction of two numbers of 16 bits.
 *
 * @param numerator of seconds, 0 to 65535
 * @param denominator of seconds, 1 to 65535
 */
record ShownFor(int numerator, int denominator) {
  private static final int LARGEST = 0xFFFF;
  private static final Rational MILLISECOND = new Rational(1, 1000);

  /**
   * From one time to another: exactly if two such numbers can, as for every usual rate. Else both
   * times are rounded to milliseconds, so that what one frame lacks the next has; and what takes
   * longer than a minute, to seconds.
   *
   * @param from when the frame is shown, in ticks since the film's beginning
   * @param to when the next one is
   * @param timeBase seconds of a tick
   */
  static ShownFor between(long from, long to, Rational timeBase) {
    BigInteger above =
        BigInteger.valueOf(timeBase.numerator()).multiply(BigInteger.valueOf(to - from));
    BigInteger below = BigInteger.valueOf(timeBase.denominator());
    BigInteger divisor = above.gcd(below);
    above = above.divide(divisor);
    below = below.divide(divisor);
    if (above.max(below).bitLength() <= Short.SIZE) {
      return new ShownFor(above.intValue(), below.intValue());
    }
    return rounded(from, to, timeBase);
  }

  private static ShownFor rounded(long from, long to, Rational timeBase) {
    long milliseconds = timeBase.count(to, MILLISECOND) - timeBase.count(from, MILLISECOND);
    if (milliseconds <= LARGEST) {
      return new ShownFor((int) milliseconds, 1000);
    }
    long seconds = timeBase.count(to, Rational.ONE) - timeBase.count(from, Rational.ONE);
    return new ShownFor((int) Math.min(LARGEST, seconds), 1);
  }
}
