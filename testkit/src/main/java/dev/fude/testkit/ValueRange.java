package dev.fude.testkit;

/** What kind of numbers a case's input holds. */
public enum ValueRange {
  /** From -1 to 1: what a trained network sees. */
  UNIT(-1, 1),

  /** About 1000, give or take 1: a mean that hides a small variance from careless sums. */
  OFFSET(999, 1001),

  /** Up to 2^70, about 10^21: numbers whose squares overflow a float. */
  LARGE(-0x1p70f, 0x1p70f),

  /** Below the smallest normal float. */
  DENORMAL(-1e-39f, 1e-39f),

  /** Unit numbers with a few NaN. */
  WITH_NAN(-1, 1),

  /** Unit numbers with a few infinities of both signs. */
  WITH_INFINITY(-1, 1);

  private final float low;
  private final float high;

  ValueRange(float low, float high) {
    this.low = low;
    this.high = high;
  }

  float low() {
    return low;
  }

  float high() {
    return high;
  }

  /** Numbers to scatter among the others, each at least once; often none. */
  float[] rare() {
    return switch (this) {
      case WITH_NAN -> new float[] {Float.NaN};
      case WITH_INFINITY -> new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
      default -> new float[0];
    };
  }
}
