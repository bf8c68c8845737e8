package dev.fude.core.plan;

import dev.fude.core.op.Op;
import dev.fude.core.op.Resize;
import dev.fude.core.tensor.Shape;
import java.util.Optional;
import java.util.OptionalLong;

/** What a backend's kernels do beside their op, as the planner asks it. */
public interface Capabilities {
  /** Kernels that do nothing but their op: the plan has one step for each node. */
  Capabilities NONE =
      new Capabilities() {
        @Override
        public boolean loadsAffine() {
          return false;
        }

        @Override
        public boolean loadsResized(Op consumer, Resize resize) {
          return false;
        }

        @Override
        public boolean collectsStatistics(Op producer) {
          return false;
        }
      };

  /**
   * Whether every kernel can apply a scale and a shift a channel, then slopes, to its inputs while
   * it loads them: the first two seats of a {@link View}.
   *
   * @return true if norms and rectifiers may be folded into their consumers
   */
  boolean loadsAffine();

  /**
   * Whether a kernel can resize its first input while it loads it.
   *
   * @param consumer the op that reads the resized value
   * @param resize the resize
   * @return true if the resized value need not exist
   */
  boolean loadsResized(Op consumer, Resize resize);

  /**
   * Whether a kernel sums what it stores, so that a norm after it needs no pass of its own.
   *
   * @param producer the op whose output is to be normed
   * @return true if it does
   */
  boolean collectsStatistics(Op producer);

  /**
   * Whether a kernel that {@linkplain #collectsStatistics collects sums} can do so without storing
   * what it sums.
   *
   * @param producer the op whose output nobody reads
   * @return true if the output need not exist
   */
  default boolean sumsWithoutStoring(Op producer) {
    return false;
  }

  /**
   * Whether a kernel can store its result over its only input, which it then reads through the
   * given view, instead of beside it.
   *
   * @param op the op
   * @param stored shape of what is stored of the input, (1, height, width, channels)
   * @param pitch elements from one stored row to the next
   * @param view what is applied to it while loading
   * @param result shape of the result
   * @return elements of memory that this takes beside, for rows that would be written over before
   *     all have read them; empty if it cannot
   */
  default OptionalLong overwriting(Op op, Shape stored, long pitch, View view, Shape result) {
    return OptionalLong.empty();
  }

  /**
   * How many rows of its result a kernel computes together, as tiles have some: a picture in swaths
   * ends its swaths between those.
   *
   * @param op the op
   * @param inChannels channels of its first input
   * @return at least 1
   */
  default int rowsTogether(Op op, int inChannels) {
    return 1;
  }

  /**
   * How a kernel computes its op, where there is more than one way.
   *
   * @param op the op
   * @param inChannels channels of its first input
   * @return the algorithm; empty where there is but one way
   */
  default Optional<Algorithm> algorithm(Op op, int inChannels) {
    return Optional.empty();
  }
}
