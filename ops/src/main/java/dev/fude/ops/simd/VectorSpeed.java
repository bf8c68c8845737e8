package dev.fude.ops.simd;

import dev.fude.ops.runtime.JvmOptions;
import dev.fude.ops.runtime.OptimizingCompiler;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import jdk.incubator.vector.FloatVector;

/**
 * Whether this JVM makes machine code of vector kernels. Where it does not, each vector is an
 * object and each of its lanes a call: slower than plain loops by far.
 *
 * <p>The JVM is asked. Where it does not say, one kernel is timed.
 */
final class VectorSpeed {
  /**
   * A compiled vector takes 1 to 3 ns here, one that goes lane by lane in compiled code 15 to 30,
   * one that is an object 100 or more.
   */
  private static final long FAST_NANOS = 8;

  /**
   * C2 was seen to need 0.1 to 0.3 s for the kernel, with the classes of the Vector API. A machine
   * with ten programs for each processor gives it a tenth of the time.
   */
  private static final long MOST_NANOS = 3_000_000_000L;

  private static final int VECTORS = 64;

  private VectorSpeed() {}

  /**
   * What makes kernels slow.
   *
   * @param jvm the JVM's options
   * @param measured times a kernel: true if it is fast
   * @return one clause with the reason and the cure; empty if they are fast
   */
  static Optional<String> obstacle(JvmOptions jvm, BooleanSupplier measured) {
    Optional<String> compiler =
        OptimizingCompiler.obstacle(jvm)
            .map(what -> what + "; start java without that option to compile them");
    if (compiler.isPresent()) {
      return compiler;
    }
    if (OptimizingCompiler.isOff(jvm, "EnableVectorSupport")) {
      return Optional.of(
          "its vector support is off (-XX:-EnableVectorSupport); start java without that option");
    }
    if (OptimizingCompiler.isOff(jvm, "UseFMA")) {
      return Optional.of(
          "it has no fused multiply-add (-XX:-UseFMA, or a processor without it) and computes each"
              + " by big decimals; start java without that option");
    }
    if (OptimizingCompiler.tells(jvm) || measured.getAsBoolean()) {
      return Optional.empty();
    }
    return Optional.of(
        "a kernel that was timed ran lane by lane; use a HotSpot JVM with its C2 compiler");
  }

  /** Runs a small kernel until it is fast, or its time is over. */
  static boolean isKernelFast() {
    float[] sums = new float[VECTORS * Simd.LANES];
    float[] factors = new float[VECTORS * Simd.LANES];
    long end = System.nanoTime() + MOST_NANOS;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      multiplyAdd(factors, sums);
      if (System.nanoTime() - start < FAST_NANOS * VECTORS) {
        return true;
      }
    }
    return false;
  }

  private static void multiplyAdd(float[] factors, float[] sums) {
    for (int i = 0; i < sums.length; i += Simd.LANES) {
      FloatVector factor = FloatVector.fromArray(Simd.FLOATS, factors, i);
      factor.fma(factor, FloatVector.fromArray(Simd.FLOATS, sums, i)).intoArray(sums, i);
    }
  }
}
