package dev.fude.ops.loops;

import dev.fude.ops.runtime.JvmOptions;
import dev.fude.ops.runtime.OptimizingCompiler;

/**
 * Loops over lines, which C2 turns into vectors on JDK 17 and 25: nearly all arithmetic of this
 * backend happens in this class.
 *
 * <p><b>The shape of the data.</b> A line is an array of its own, used from index 0 on. C2 makes
 * vectors of a loop only where it can prove that what an iteration stores is not what another one
 * loads. It compares indices, not arrays: {@code c[i]} and {@code b[i]} never meet in different
 * iterations, whichever arrays they are in; of {@code c[to + i]} and {@code b[from + i]} it knows
 * nothing, even where the arrays are different, and leaves the loop as it is. Rows that lie behind
 * one another in one array have such indices, so pieces are moved into lines and back, which {@code
 * System.arraycopy} does at the speed of the cache.
 *
 * <p><b>The product.</b> {@link #multiplyAdd} adds two lines to each of four, each times a factor
 * of its own: eight multiply-adds for six loads and four stores. Measured for lines of 256, in
 * GFLOP/s of one Zen 5 core with 512-bit vectors, JDK 17 and JDK 25: 68 and 74. Fewer sums of more
 * products would be stored less often, and so two sums of four reach 100 on JDK 25; but whether JDK
 * 17 makes vectors of them depends on what stands around the loop: 94 in one program, 14 in the
 * next. Four of four reach 12 and 105, one of eight 8 and 57, three of two, which is as sure, 63 to
 * 94 and 74. The lines are read into locals: written as {@code b0[i]} again for every sum, four of
 * two are computed number by number on JDK 17.
 *
 * <p><b>The length.</b> Before and behind the vectors C2 runs some iterations one by one, about as
 * many as a vector has numbers. Lines of 512 are twice as fast as lines of 64 and seven times as
 * fast as lines of 32.
 *
 * <p>A product and its sum are rounded once where the processor can, else twice: {@code Math.fma}
 * would then go by big decimals.
 */
final class Lines {
  /** As long as lines are made where that can be chosen: several of them in the nearest cache. */
  static final int LENGTH = 512;

  private static final boolean FUSED = !OptimizingCompiler.isOff(JvmOptions.ofThisJvm(), "UseFMA");

  private Lines() {}

  private static float fma(float a, float b, float c) {
    return FUSED ? Math.fma(a, b, c) : a * b + c;
  }

  /**
   * Adds two products to each of four lines: {@code c0 += a00 * b0 + a01 * b1}, and the others
   * likewise.
   */
  static void multiplyAdd(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float[] b0,
      float[] b1,
      float a00,
      float a01,
      float a10,
      float a11,
      float a20,
      float a21,
      float a30,
      float a31,
      int length) {
    for (int i = 0; i < length; i++) {
      float x0 = b0[i];
      float x1 = b1[i];
      c0[i] = fma(a01, x1, fma(a00, x0, c0[i]));
      c1[i] = fma(a11, x1, fma(a10, x0, c1[i]));
      c2[i] = fma(a21, x1, fma(a20, x0, c2[i]));
      c3[i] = fma(a31, x1, fma(a30, x0, c3[i]));
    }
  }

  /** Adds two products to each of two lines. */
  static void multiplyAdd(
      float[] c0,
      float[] c1,
      float[] b0,
      float[] b1,
      float a00,
      float a01,
      float a10,
      float a11,
      int length) {
    for (int i = 0; i < length; i++) {
      float x0 = b0[i];
      float x1 = b1[i];
      c0[i] = fma(a01, x1, fma(a00, x0, c0[i]));
      c1[i] = fma(a11, x1, fma(a10, x0, c1[i]));
    }
  }

  /** Sets two lines to two products each. */
  static void multiply(
      float[] c0,
      float[] c1,
      float[] b0,
      float[] b1,
      float a00,
      float a01,
      float a10,
      float a11,
      int length) {
    for (int i = 0; i < length; i++) {
      float x0 = b0[i];
      float x1 = b1[i];
      c0[i] = fma(a01, x1, a00 * x0);
      c1[i] = fma(a11, x1, a10 * x0);
    }
  }

  /** Adds a product to each of two lines. */
  static void multiplyAdd(float[] c0, float[] c1, float[] b, float a0, float a1, int length) {
    for (int i = 0; i < length; i++) {
      float x = b[i];
      c0[i] = fma(a0, x, c0[i]);
      c1[i] = fma(a1, x, c1[i]);
    }
  }

  /** Adds a product to a line. */
  static void multiplyAdd(float[] c, float[] b, float a, int length) {
    for (int i = 0; i < length; i++) {
      c[i] = fma(a, b[i], c[i]);
    }
  }

  /** Replaces two lines by their sum and their difference. */
  static void butterfly(float[] a, float[] b, int length) {
    for (int i = 0; i < length; i++) {
      float x = a[i];
      float y = b[i];
      a[i] = x + y;
      b[i] = x - y;
    }
  }

  /** Adds three products of lines, element by element: {@code c += w0 * x0 + w1 * x1 + w2 * x2}. */
  static void multiplyAddLines(
      float[] c,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] x0,
      float[] x1,
      float[] x2,
      int length) {
    for (int i = 0; i < length; i++) {
      c[i] = fma(w2[i], x2[i], fma(w1[i], x1[i], fma(w0[i], x0[i], c[i])));
    }
  }

  /** Adds a product of lines, element by element. */
  static void multiplyAddLines(float[] c, float[] w, float[] x, int length) {
    for (int i = 0; i < length; i++) {
      c[i] = fma(w[i], x[i], c[i]);
    }
  }

  /** Adds a line to another. */
  static void add(float[] c, float[] x, int length) {
    for (int i = 0; i < length; i++) {
      c[i] += x[i];
    }
  }

  /** Multiplies a line by another. */
  static void multiply(float[] c, float[] x, int length) {
    for (int i = 0; i < length; i++) {
      c[i] *= x[i];
    }
  }

  /** Divides a line by another. */
  static void divide(float[] c, float[] x, int length) {
    for (int i = 0; i < length; i++) {
      c[i] /= x[i];
    }
  }

  /** Scales and shifts, element by element. */
  static void affine(float[] c, float[] scale, float[] shift, int length) {
    for (int i = 0; i < length; i++) {
      c[i] = fma(c[i], scale[i], shift[i]);
    }
  }

  /** Scales and shifts, then applies a leaky slope. */
  static void affine(float[] c, float[] scale, float[] shift, float slope, int length) {
    for (int i = 0; i < length; i++) {
      c[i] = leaky(fma(c[i], scale[i], shift[i]), slope);
    }
  }

  /** Applies a leaky slope to what need not be a line, since it is both read and stored. */
  static void leaky(float[] c, int at, int length, float slope) {
    for (int i = at; i < at + length; i++) {
      c[i] = leaky(c[i], slope);
    }
  }

  /** Not a mistake: C2 makes vectors of minima and maxima, but of no choice. */
  private static float leaky(float v, float slope) {
    return fma(slope, Math.min(v, 0), Math.max(v, 0));
  }

  /** Interpolates: {@code a += share * (b - a)}. */
  static void lerp(float[] a, float[] b, float share, int length) {
    for (int i = 0; i < length; i++) {
      float x = a[i];
      a[i] = fma(b[i] - x, share, x);
    }
  }
}
