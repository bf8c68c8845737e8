package dev.fude.weights.neutral;

import dev.fude.core.op.ResizeRule;
import java.util.List;
import java.util.Optional;

/**
 * One op of a file that holds a graph, reduced to what tells trained tensors apart.
 *
 * @param kind what it does
 * @param operands the names of the values it reads, in the order that its kind says; empty names
 *     for operands left out
 * @param results the names of the values it computes
 * @param resizeRule where a resize looks, if this is one whose rule is known
 */
public record NeutralOp(
    Kind kind, List<String> operands, List<String> results, Optional<ResizeRule> resizeRule) {
  /** What an op does. */
  public enum Kind {
    /** Operands: input, kernel, and a bias if there is one. */
    CONVOLUTION,

    /** A convolution with one filter for each channel; operands as {@link #CONVOLUTION}. */
    DEPTHWISE_CONVOLUTION,

    /** Multiplies two values. */
    MULTIPLY,

    /** Adds two values. */
    ADD,

    /** Takes the second value from the first. */
    SUBTRACT,

    /** The square root of a value, or one divided by it. */
    ROOT,

    /** Enlarges a picture. */
    RESIZE,

    /** Anything else. */
    OTHER
  }

  /** Makes the lists unmodifiable. */
  public NeutralOp {
    operands = List.copyOf(operands);
    results = List.copyOf(results);
  }

  /**
   * The name of an operand.
   *
   * @param index from 0
   * @return the name, or the empty name if there is none
   */
  public String operand(int index) {
    return index < operands.size() ? operands.get(index) : "";
  }
}
