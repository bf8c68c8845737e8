package dev.fude.converter.neutral;

/** What the integers of a quantized tensor stand for. */
public sealed interface IntegerMeaning permits Quantization, QuantizedRange {
  /**
   * Whether there is a meaning for each index along the axis that it differs by, if there is one.
   *
   * @param extent the axis' extent
   * @return false if some is missing or left over
   */
  boolean fits(int extent);

  /**
   * The same with the tensor's axes in another order.
   *
   * @param axes for each new axis, the old one, or -1 for a new one
   * @return what the same integers stand for there
   */
  IntegerMeaning permuted(int[] axes);
}
