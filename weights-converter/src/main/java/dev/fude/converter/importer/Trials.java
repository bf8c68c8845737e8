package dev.fude.converter.importer;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Picture sizes at which all that a graph computes of sizes is computed at once.
 *
 * <p>A graph may say "twice as large" in a dozen nodes (Shape, Gather, Cast, Mul, Concat ...) or
 * "as large as that other picture" in as many. Instead of rewriting such formulas, they are
 * computed, and what comes out is compared: with twice the side, with the sides of other pictures.
 * That proves it. What a network makes of a side is a chain of sums, products and divisions rounded
 * down; two such chains that agree at {@value #COUNT} sides of all remainders that halving five
 * times leaves, far apart and far above any kernel, agree everywhere that matters.
 *
 * <p>A size that the network does not take has no value ({@link Amount#NOT_TAKEN}) and proves
 * nothing. Every remainder is there twice, so that two sizes are left of a network that takes
 * multiples of 32 alone.
 *
 * <p>One more trial is the size that the graph says to be the only one, if it does: what is a fixed
 * number in such a graph is judged by that alone, and so made free.
 */
final class Trials {
  private static final int COUNT = 64;

  // Odd steps leave every remainder of 32 twice, and both sides are multiples of it at once;
  // heights are never widths.
  private static final int LEAST_HEIGHT = 256;
  private static final int HEIGHT_STEP = 37;
  private static final int MOST_WIDTH = 3_968;
  private static final int WIDTH_STEP = 41;

  private final Size input;
  private final boolean isDeclared;
  private boolean isFreed;

  /**
   * The trials of a graph.
   *
   * @param height the only height that the graph says to take, or a number below 1
   * @param width the only width, or a number below 1
   */
  Trials(long height, long width) {
    isDeclared = height > 0 && width > 0;
    double[] heights = new double[COUNT + 1];
    double[] widths = new double[COUNT + 1];
    for (int trial = 0; trial < COUNT; trial++) {
      heights[trial] = LEAST_HEIGHT + trial * HEIGHT_STEP;
      widths[trial] = MOST_WIDTH - trial * WIDTH_STEP;
    }
    heights[COUNT] = isDeclared ? height : LEAST_HEIGHT;
    widths[COUNT] = isDeclared ? width : MOST_WIDTH;
    input = new Size(new Amount(heights, Optional.empty()), new Amount(widths, Optional.empty()));
  }

  /** The input picture's size. */
  Size input() {
    return input;
  }

  /** The input picture's size, taken only where both sides are multiples of a number. */
  Size multiplesOf(int number) {
    DoubleUnaryOperator ifWhole = side -> side % number == 0 ? side : Amount.NOT_TAKEN;
    Amount height = input.height().map(ifWhole);
    Amount width = input.width().map(ifWhole);
    return new Size(height.whereTaken(width), width.whereTaken(height));
  }

  /** Whether a number that a graph asks for is one that there is, at every size. */
  boolean agree(Amount asked, Amount there) {
    if (asked.same(there)) {
      return true;
    }
    boolean isFixed = isDeclared && asked.isConstant() && asked.at(COUNT) == there.at(COUNT);
    isFreed |= isFixed;
    return isFixed;
  }

  /**
   * What is left for an extent when the others are known. If that is no whole number at other sizes
   * than the only one that the graph says to take, it is that size's; if there is no such one, the
   * network does not take those sizes.
   */
  Amount left(Amount all, Amount known) {
    Amount left = all.with(known, (whole, part) -> whole / part);
    boolean isWhole = true;
    for (int trial = 0; trial < COUNT; trial++) {
      isWhole &= Double.isNaN(left.at(trial)) || left.at(trial) == Math.rint(left.at(trial));
    }
    return isDeclared && !isWhole
        ? Amount.of(left.at(COUNT))
        : left.map(number -> number == Math.rint(number) ? number : Amount.NOT_TAKEN);
  }

  /** How many times as long one extent is as a part of it, about; 0 where neither is ever known. */
  int times(Amount whole, Amount part) {
    for (int trial = COUNT; trial >= 0; trial--) {
      double times = Math.rint(whole.at(trial) / part.at(trial));
      if (times >= 0 && times <= Integer.MAX_VALUE) {
        return (int) times;
      }
    }
    return 0;
  }

  /** Whether a size that was fixed in the graph was made free. */
  boolean isFreed() {
    return isFreed;
  }
}
