package dev.fude.core.plan;

/**
 * How a backend computes an op, where there is more than one way.
 *
 * @param arithmetic what kind of arithmetic it is, on which its accuracy depends
 * @param text the algorithm in a few words, for a plan to print
 */
public record Algorithm(Arithmetic arithmetic, String text) {
  /** The sum of products that the op's formula is. */
  public static final Algorithm DIRECT = new Algorithm(Arithmetic.SUM, "direct");

  /** What an algorithm does with its numbers. */
  public enum Arithmetic {
    /** The formula's sum of products, in float32 and in some order. */
    SUM,
    /**
     * Minimal filtering: sums of transformed numbers, whose roundings grow and whose infinities and
     * NaNs spread over a tile.
     */
    WINOGRAD,
    /** The formula's sum, of factors that are rounded to float16. */
    HALF_PRODUCTS
  }

  /** The algorithm as a plan prints it. */
  @Override
  public String toString() {
    return text;
  }
}
