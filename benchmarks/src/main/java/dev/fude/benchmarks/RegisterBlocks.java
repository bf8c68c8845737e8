package dev.fude.benchmarks;

import dev.fude.core.tensor.Shape;
import dev.fude.ops.simd.RegisterBlock;
import dev.fude.testkit.SeededTensors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The register blocks alone, on matrices that stay in the first two caches: which shape is fastest
 * on this machine, JVM and vector width is read off here. Each is checked against the plain sum
 * before it is timed.
 *
 * <p>Java cannot ask for arrays that begin at a cache line, and by where they happen to lie a block
 * gains or loses a tenth; hence more than one fork.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RegisterBlocks {
  /** A multiple of every block's pixels. */
  private static final int PIXELS = 24;

  private static final long SEED = 20_261_122;

  /** Pixels x vectors; {@code checked-} for the blocks that keep their bounds checks. */
  @Param({"12x1", "8x1", "6x2", "checked-6x2", "checked-4x3", "12x2", "8x3", "6x4"})
  public String shape;

  /** Numbers of each pixel: the input channels of a convolution. */
  @Param("128")
  public int depth;

  private RegisterBlock block;
  private float[] a; // (PIXELS, depth)
  private float[] b; // (depth, width)
  private float[] c; // (PIXELS, width)
  private int tiles;
  private double gflop;
  private double machine;

  /** Makes and checks the matrices, and measures the machine. */
  @Setup
  public void open() {
    block = RegisterBlock.of(shape);
    tiles = PIXELS / block.pixels();
    a = uniform(PIXELS, depth);
    b = uniform(depth, block.width());
    c = new float[PIXELS * block.width()];
    check();
    gflop = 2e-9 * PIXELS * depth * block.width();
    machine = FmaRate.gflopPerSecond(1);
    System.out.printf(
        "%n# %s of %d-bit vectors; %.0f GFLOP/s measured%n",
        shape, RegisterBlock.vectorBits(), machine);
  }

  private static float[] uniform(int rows, int columns) {
    return SeededTensors.uniform(Shape.of(rows, columns), -1, 1, SEED + columns).data();
  }

  /** A sum of n products in any order is within n half units of the sum of their magnitudes. */
  private void check() {
    block.multiplyAdd(a, b, c, depth, tiles);
    int width = block.width();
    for (int i = 0; i < c.length; i++) {
      double sum = 0;
      double magnitudes = 0;
      for (int k = 0; k < depth; k++) {
        double product = (double) a[i / width * depth + k] * b[k * width + i % width];
        sum += product;
        magnitudes += Math.abs(product);
      }
      if (!(Math.abs(c[i] - sum) <= depth * 0x1p-24 * magnitudes)) {
        throw new IllegalStateException(
            String.format("%s gives %g for %g at %d (seed %d).", shape, c[i], sum, i, SEED));
      }
    }
  }

  /**
   * Adds the product once more.
   *
   * @param rates told of the work
   * @return the sums
   */
  @Benchmark
  public float[] multiplyAdd(Rates rates) {
    rates.add(gflop, machine);
    block.multiplyAdd(a, b, c, depth, tiles);
    return c;
  }
}
