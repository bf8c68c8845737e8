package dev.fude.ops.simd;

import dev.fude.ops.rows.RowKernel;
import dev.fude.ops.runtime.Scratch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function of numbers that are at most 0, with the reduction and the series of
 * {@link SimdTanh}: {@code exp(x) = 2^n expm1(r) + 2^n}, {@code x = n ln 2 + r}.
 *
 * <p>Both products by 2^n are exact, so little more is rounded than the series and the sum: 2 units
 * in the last place. Below {@link #LEAST} the result is no normal float any more, and is 0. NaN
 * passes through every step.
 */
final class SimdExp {
  /** The logarithm of the smallest normal float, rounded up. */
  private static final float LEAST = -87.33654f;

  private SimdExp() {}

  /**
   * Applies the function in place.
   *
   * @param values the numbers, each at most 0
   * @param at where they begin
   * @param length how many there are
   * @param scratch memory of the worker
   */
  static void exp(float[] values, int at, int length, Scratch scratch) {
    int body = Simd.FLOATS.loopBound(length);
    for (int i = 0; i < body; i += Simd.LANES) {
      exp(FloatVector.fromArray(Simd.FLOATS, values, at + i)).intoArray(values, at + i);
    }
    if (body < length) {
      float[] tail = scratch.floats(RowKernel.FREE_SCRATCH, Simd.LANES);
      System.arraycopy(values, at + body, tail, 0, length - body);
      exp(FloatVector.fromArray(Simd.FLOATS, tail, 0)).intoArray(tail, 0);
      System.arraycopy(tail, 0, values, at + body, length - body);
    }
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector rounded = x.lanewise(VectorOperators.FMA, SimdTanh.LOG2_E, SimdTanh.ROUNDER);
    FloatVector n = rounded.sub(SimdTanh.ROUNDER);
    FloatVector r = n.lanewise(VectorOperators.FMA, -SimdTanh.LN2_HIGH, x);
    r = n.lanewise(VectorOperators.FMA, -SimdTanh.LN2_LOW, r);
    FloatVector power = SimdTanh.powerOfTwo(rounded);
    FloatVector result = power.fma(SimdTanh.reducedExpm1(r), power);
    return result.blend(0, x.compare(VectorOperators.LT, LEAST));
  }
}
