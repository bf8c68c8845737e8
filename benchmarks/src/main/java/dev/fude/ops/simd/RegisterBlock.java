package dev.fude.ops.simd;

import java.util.List;

/**
 * A way for the benchmarks to the register blocks, which are nobody's business outside their
 * package. The benchmarks run on the class path, where a package may have classes in two jars; as
 * modules they could not, and neither has to open anything.
 */
public final class RegisterBlock {
  private final GemmBlock block;

  private RegisterBlock(GemmBlock block) {
    this.block = block;
  }

  /**
   * Finds a block.
   *
   * @param shape pixels x vectors, with {@code checked-} before it for the block that keeps its
   *     bounds checks
   * @return the block
   * @throws IllegalStateException if there is none of that shape
   */
  public static RegisterBlock of(String shape) {
    return new RegisterBlock(
        switch (shape) {
          case "12x1" -> new GemmBlock12x1();
          case "8x1" -> new GemmBlock8x1();
          case "6x2" -> new GemmBlock6x2();
          case "checked-6x2" -> new CheckedGemmBlock6x2();
          case "checked-4x3" -> new CheckedGemmBlock4x3();
          case "12x2" -> new GemmBlock12x2();
          case "8x3" -> new GemmBlock8x3();
          case "6x4" -> new GemmBlock6x4();
          default ->
              throw new IllegalStateException(
                  "There is no register block \"" + shape + "\"; choose " + shapes() + ".");
        });
  }

  private static String shapes() {
    return String.join(
        ", ", List.of("12x1", "8x1", "6x2", "checked-6x2", "checked-4x3", "12x2", "8x3", "6x4"));
  }

  /**
   * The width of a vector, as {@value SimdWidth#PROPERTY} forces it or the JVM prefers it.
   *
   * @return bits
   */
  public static int vectorBits() {
    return Simd.FLOATS.vectorBitSize();
  }

  /**
   * Pixels that are computed at once.
   *
   * @return at least 1
   */
  public int pixels() {
    return block.pixels();
  }

  /**
   * Output channels that are computed at once.
   *
   * @return a multiple of the lanes
   */
  public int width() {
    return block.width();
  }

  /**
   * Adds a product of dense matrices: {@code c += a * b}.
   *
   * @param a (tiles * pixels, depth)
   * @param b (depth, width)
   * @param c (tiles * pixels, width)
   * @param depth numbers of each pixel
   * @param tiles how many times {@link #pixels()} pixels
   */
  public void multiplyAdd(float[] a, float[] b, float[] c, int depth, int tiles) {
    block.multiplyAdd(a, 0, depth, b, 0, depth, c, 0, block.width(), tiles);
  }
}
