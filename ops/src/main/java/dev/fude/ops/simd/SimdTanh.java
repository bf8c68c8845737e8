package dev.fude.ops.simd;

import dev.fude.core.op.Tanh;
import dev.fude.ops.rows.RowKernel;
import dev.fude.ops.runtime.Scratch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Tanh}, within 4 units in the last place for every float.
 *
 * <p>With {@code y = 2 |x|}, {@code tanh |x| = expm1(y) / (expm1(y) + 2)}, which loses no digits
 * near zero, where {@code expm1(y)} is near {@code y}. The usual reduction {@code y = n ln 2 + r},
 * {@code |r| <= ln 2 / 2}, gives
 *
 * <pre>
 * expm1(y) = 2^n expm1(r) + (2^n - 1)
 * expm1(r) = r + r^2 (1/2! + r/3! + r^2/4! + r^3/5! + r^4/6! + r^5/7!)
 * </pre>
 *
 * <p>The first term left out, {@code r^8/8!}, is at most 1.5e-8 of {@code r}: a quarter of a unit
 * in the last place. The last term of the sum is exact; its first is at most 3/4 of the result, as
 * n is at least 1 where r is negative. So the errors of rounding stay within a few units.
 *
 * <p>From |x| = 9.011 on, tanh rounds to 1; |x| is cut at 10, where the quotient is exactly 1. The
 * sign is put back as a bit, so -0 stays -0. NaN passes through every step.
 */
final class SimdTanh {
  private static final float SATURATED = 10;
  static final float LOG2_E = (float) (1 / Math.log(2));

  /** ln 2 in two parts: the nearest float, and the nearest float to what is then missing. */
  static final float LN2_HIGH = (float) Math.log(2);

  static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

  /**
   * Added to a number below 2^22, 1.5 * 2^23 rounds it to an integer, which then stands in the
   * lowest bits of the float.
   */
  static final float ROUNDER = 0x1.8p23f;

  private static final int EXPONENT_SHIFT = 23;
  private static final int SIGN_BIT = Integer.MIN_VALUE;

  private SimdTanh() {}

  /**
   * Applies tanh in place.
   *
   * @param row the numbers
   * @param at where they begin
   * @param length how many there are
   * @param scratch memory of the worker
   */
  static void tanh(float[] row, int at, int length, Scratch scratch) {
    int body = Simd.FLOATS.loopBound(length);
    for (int i = 0; i < body; i += Simd.LANES) {
      tanh(FloatVector.fromArray(Simd.FLOATS, row, at + i)).intoArray(row, at + i);
    }
    if (body < length) {
      float[] tail = scratch.floats(RowKernel.FREE_SCRATCH, Simd.LANES);
      System.arraycopy(row, at + body, tail, 0, length - body);
      tanh(FloatVector.fromArray(Simd.FLOATS, tail, 0)).intoArray(tail, 0);
      System.arraycopy(tail, 0, row, at + body, length - body);
    }
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector y = x.abs().min(SATURATED).mul(2);
    FloatVector e = expm1(y);
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    return e.div(e.add(2)).reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  /** For numbers from 0 to 20. */
  private static FloatVector expm1(FloatVector y) {
    FloatVector rounded = y.lanewise(VectorOperators.FMA, LOG2_E, ROUNDER);
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector r = n.lanewise(VectorOperators.FMA, -LN2_HIGH, y);
    r = n.lanewise(VectorOperators.FMA, -LN2_LOW, r);
    FloatVector power = powerOfTwo(rounded);
    return power.fma(reducedExpm1(r), power.sub(1));
  }

  /** expm1(r) for |r| at most ln 2 / 2. */
  static FloatVector reducedExpm1(FloatVector r) {
    FloatVector sum = FloatVector.broadcast(Simd.FLOATS, 1f / 5040);
    sum = sum.lanewise(VectorOperators.FMA, r, FloatVector.broadcast(Simd.FLOATS, 1f / 720));
    sum = sum.lanewise(VectorOperators.FMA, r, FloatVector.broadcast(Simd.FLOATS, 1f / 120));
    sum = sum.lanewise(VectorOperators.FMA, r, FloatVector.broadcast(Simd.FLOATS, 1f / 24));
    sum = sum.lanewise(VectorOperators.FMA, r, FloatVector.broadcast(Simd.FLOATS, 1f / 6));
    sum = sum.lanewise(VectorOperators.FMA, r, FloatVector.broadcast(Simd.FLOATS, 1f / 2));
    return r.mul(r).fma(sum, r);
  }

  /**
   * 2^n, where n stands in the lowest bits of {@code n + ROUNDER}: its exponent field is n + 127.
   */
  static FloatVector powerOfTwo(FloatVector rounded) {
    return rounded
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
        .add(Float.floatToRawIntBits(1))
        .reinterpretAsFloats();
  }
}
