package dev.fude.video;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact fraction in lowest terms: a frame rate, the seconds of a tick, the shape of a pixel. A
 * double would do none of them: 30000/1001 frames a second are no 29.97, and after an hour the
 * sound is seen to be late.
 *
 * @param numerator at least 1
 * @param denominator at least 1, without a common factor
 */
public record Rational(long numerator, long denominator) implements Comparable<Rational> {
  /** One. */
  public static final Rational ONE = new Rational(1, 1);

  /** Longer numbers are no rate or tick that a film has. */
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})[/:]([0-9]{1,18})");

  /**
   * Reduces a fraction.
   *
   * @throws IllegalArgumentException if one of the two is below 1
   */
  public Rational {
    if (numerator < 1 || denominator < 1) {
      throw new IllegalArgumentException(
          "The fraction " + numerator + "/" + denominator + " must be above 0.");
    }
    long divisor = BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValue();
    numerator /= divisor;
    denominator /= divisor;
  }

  /**
   * Reads a fraction.
   *
   * @param text such as {@code 30000/1001} or {@code 16:15}
   * @return the fraction; null if the text is none, or one that is not above 0
   */
  public static Rational parsed(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    long numerator = Long.parseLong(form.group(1));
    long denominator = Long.parseLong(form.group(2));
    return numerator < 1 || denominator < 1 ? null : new Rational(numerator, denominator);
  }

  /**
   * One divided by it: the ticks of a second, the seconds of a frame.
   *
   * @return the inverse
   */
  public Rational inverse() {
    return new Rational(denominator, numerator);
  }

  /**
   * Counts in other ticks: this is the seconds of one tick of the count.
   *
   * @param ticks a time, of any sign
   * @param target the seconds of one tick of the result
   * @return the same time, rounded to the nearest tick, halves away from zero
   * @throws ArithmeticException if it does not fit into a long
   */
  public long count(long ticks, Rational target) {
    BigInteger above =
        BigInteger.valueOf(ticks)
            .multiply(BigInteger.valueOf(numerator))
            .multiply(BigInteger.valueOf(target.denominator));
    BigInteger below =
        BigInteger.valueOf(denominator).multiply(BigInteger.valueOf(target.numerator));
    BigInteger doubled = above.abs().shiftLeft(1).add(below);
    BigInteger rounded = doubled.divide(below.shiftLeft(1));
    return (above.signum() < 0 ? rounded.negate() : rounded).longValueExact();
  }

  /**
   * The nearest double, for people to read.
   *
   * @return above 0
   */
  public double toDouble() {
    return (double) numerator / denominator;
  }

  @Override
  public int compareTo(Rational other) {
    return BigInteger.valueOf(numerator)
        .multiply(BigInteger.valueOf(other.denominator))
        .compareTo(BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
  }

  /** As programs write it: {@code 30000/1001}. */
  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
