package dev.fude.testkit;

/** What kind of numbers a case's input holds. */
public enum ValueRange {
  /** From -1 to 1: what a trained network sees. */
  UNIT(-1, 1),

  /** About 1000, give or take 1: a mean that hides a small variance from careless sums. */
  OFFSET(999, 1001),

  /** Up to 10^15: squares that only double can hold, products that float just can. */
  LARGE(-1e15f, 1e15f),

  /** Below the smallest normal float. */
  DENORMAL(-1e-39f, 1e-39f),

  /** Unit numbers with a few NaN. */
  WITH_NAN(-1, 1, Float.NaN),

  /** Unit numbers with a few infinities of both signs. */
  WITH_INFINITY(-1, 1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

  private final float low;
  private final float high;
  private final float[] rare;

  ValueRange(float low, float high, float... rare) {
    this.low = low;
    this.high = high;
    this.rare = rare;
  }

  float low() {
    return low;
  }

  float high() {
    return high;
  }

  /** Numbers to scatter among the others, each at least once; often none. */
  float[] rare() {
    return rare.clone();
  }
}
