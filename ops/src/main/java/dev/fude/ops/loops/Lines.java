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
 * <p><b>The product.</b> Sums of more products are loaded and stored less often, but whether C2
 * makes vectors of a longer loop depends on the JDK. {@link #multiplyAdd} adds two lines to each of
 * four, which every JDK from 17 on does, or six to each of three. Measured for lines of 64, 128,
 * 256 and 512, in GFLOP/s of one Zen 5 core with 512-bit vectors on JDK 25: 30, 48, 65 and 59 the
 * former, 45, 69, 84 and 94 the latter; with 256-bit vectors 47, 65, 83 and 77, and 57, 77, 89 and
 * 101. On JDK 17 the latter reaches 13, being computed number by number, and the former 35 to 81.
 * Four of four and two of eight are less sure to gain on JDK 25, four of six and eight of two no
 * longer vectors. On JDK 17 two of four reach 94 in one program and 14 in the next. The lines are
 * read into locals: written as {@code b0[i]} again for every sum, four of two are computed number
 * by number on JDK 17.
 *
 * <p><b>The length.</b> Before and behind the vectors C2 runs some iterations one by one, about as
 * many as a vector has numbers. Lines of 512 are twice as fast as lines of 64 and seven times as
 * fast as lines of 32. The vectors of all lines are aligned if those of one are, since they are as
 * long as {@link dev.fude.ops.runtime.Scratch#lineLength} says: products of lines of 512 are a
 * tenth faster so.
 *
 * <p>A product and its sum are rounded once where the processor can, else twice: {@code Math.fma}
 * would then go by big decimals.
 */
final class Lines {
  /** As long as lines are made where that can be chosen: several of them in the nearest cache. */
  static final int LENGTH = 512;

  /**
   * Products and transforms go over so many numbers at least, what is behind shorter lines
   * included: how often C2 unrolls a loop follows from how long it was found to be when it was
   * compiled, so a network that begins with short lines, or a small picture before large ones,
   * would have the long ones computed slowly ever after.
   */
  private static final int LEAST = 128;

  /** Whether a product and its sum are one instruction; else {@code Math.fma} takes hundreds. */
  static final boolean FUSED = !OptimizingCompiler.isOff(JvmOptions.ofThisJvm(), "UseFMA");

  /** Whether this JVM makes vectors of three sums of six products each. */
  static final boolean TAKES_SIX = Runtime.version().feature() >= 25;

  private Lines() {}

  /** How far to go over a line of some numbers. */
  static int atLeast(int length) {
    return Math.max(length, LEAST);
  }

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

  /**
   * Adds six products to each of three lines, on a JVM of which {@link #TAKES_SIX} is true.
   *
   * @param a the factors: six from {@code a0}, from {@code a1} and from {@code a2} on
   */
  static void multiplyAdd(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] b4,
      float[] b5,
      float[] a,
      int a0,
      int a1,
      int a2,
      int length) {
    float a00 = a[a0];
    float a01 = a[a0 + 1];
    float a02 = a[a0 + 2];
    float a03 = a[a0 + 3];
    float a04 = a[a0 + 4];
    float a05 = a[a0 + 5];
    float a10 = a[a1];
    float a11 = a[a1 + 1];
    float a12 = a[a1 + 2];
    float a13 = a[a1 + 3];
    float a14 = a[a1 + 4];
    float a15 = a[a1 + 5];
    float a20 = a[a2];
    float a21 = a[a2 + 1];
    float a22 = a[a2 + 2];
    float a23 = a[a2 + 3];
    float a24 = a[a2 + 4];
    float a25 = a[a2 + 5];
    for (int i = 0; i < length; i++) {
      float x0 = b0[i];
      float x1 = b1[i];
      float x2 = b2[i];
      float x3 = b3[i];
      float x4 = b4[i];
      float x5 = b5[i];
      c0[i] =
          fma(a05, x5, fma(a04, x4, fma(a03, x3, fma(a02, x2, fma(a01, x1, fma(a00, x0, c0[i]))))));
      c1[i] =
          fma(a15, x5, fma(a14, x4, fma(a13, x3, fma(a12, x2, fma(a11, x1, fma(a10, x0, c1[i]))))));
      c2[i] =
          fma(a25, x5, fma(a24, x4, fma(a23, x3, fma(a22, x2, fma(a21, x1, fma(a20, x0, c2[i]))))));
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

  /** Sets four lines to two products each. */
  static void multiply(
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
      c0[i] = fma(a01, x1, a00 * x0);
      c1[i] = fma(a11, x1, a10 * x0);
      c2[i] = fma(a21, x1, a20 * x0);
      c3[i] = fma(a31, x1, a30 * x0);
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

  /** Interpolates by a share for each number: {@code a += share * (b - a)}. */
  static void lerp(float[] a, float[] b, float[] share, int length) {
    for (int i = 0; i < length; i++) {
      float x = a[i];
      a[i] = fma(b[i] - x, share[i], x);
    }
  }
}
