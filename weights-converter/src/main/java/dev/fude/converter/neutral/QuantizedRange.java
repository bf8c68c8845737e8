package dev.fude.converter.neutral;

/**
 * Integers that number the steps of a range: {@code real = integer * scale + min}. Apart from
 * {@link Quantization} because min need not be a multiple of the scale, and both are doubles.
 *
 * @param scale how far two neighbouring integers are apart
 * @param min what the integer 0 stands for
 */
public record QuantizedRange(double scale, double min) implements IntegerMeaning {
  /**
   * What an integer stands for.
   *
   * @param integer any integer
   * @return the number, product and sum each rounded to the nearest double
   */
  public double real(double integer) {
    return integer * scale + min;
  }

  @Override
  public boolean fits(int extent) {
    return true;
  }

  /** One range serves the whole tensor, so that the order of axes does not matter. */
  @Override
  public QuantizedRange permuted(int[] axes) {
    return this;
  }
}
