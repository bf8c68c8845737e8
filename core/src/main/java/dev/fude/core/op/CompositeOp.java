package dev.fude.core.op;

import java.util.List;

/**
 * An op that is defined by simpler ones. A planner replaces it by them before anything runs, so no
 * backend needs a kernel for it, and its definition stands in one place: {@link #expand}.
 */
public interface CompositeOp extends Op {
  /** Takes the simpler ops in order, as {@link #expand} lists them. */
  interface Expansion {
    /**
     * Appends one op.
     *
     * @param part the part's name within the composite, such as {@code expand_norm}
     * @param op the op
     * @param inputs values that the op takes
     * @param roles the composite's parameter roles, in the order of the op's own parameters
     * @return the value that the op gives
     */
    String append(String part, Op op, List<String> inputs, List<String> roles);
  }

  /**
   * Lists the ops that define this one.
   *
   * @param expansion takes the ops
   * @param inputs values that this op takes
   * @param channels channels of the first input
   * @return the value that is this op's result
   */
  String expand(Expansion expansion, List<String> inputs, int channels);
}
