package dev.fude.converter.neutral;

import dev.fude.core.op.ResizeRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One op of a file that holds a graph, reduced to what tells trained tensors apart.
 *
 * @param kind what it does
 * @param operands the names of the values it reads, in the order that its kind says; empty names
 *     for operands left out
 * @param results the names of the values it computes
 * @param resizeRule where a resize looks, if this is one whose rule is known
 * @param eps what a norm adds to the variance, if this is one that says so
 */
public record NeutralOp(
    Kind kind,
    List<String> operands,
    List<String> results,
    Optional<ResizeRule> resizeRule,
    OptionalDouble eps) {
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

    /** Divides the first value by the second. */
    DIVIDE,

    /** The square root of a value, or one divided by it. */
    ROOT,

    /** A whole norm as one op. Operands: input, and gamma and beta if it has them. */
    NORM,

    /**
     * A norm that takes each channel, group of channels, or pixel alone; operands as {@link #NORM}.
     */
    PARTIAL_NORM,

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
   * An op of which its kind says everything.
   *
   * @param kind what it does
   * @param operands the names of the values it reads
   * @param results the names of the values it computes
   * @return the op
   */
  public static NeutralOp of(Kind kind, List<String> operands, List<String> results) {
    return new NeutralOp(kind, operands, results, Optional.empty(), OptionalDouble.empty());
  }

  /**
   * An enlargement.
   *
   * @param operands the names of the values it reads
   * @param results the names of the values it computes
   * @param rule where it looks, or empty if that is unknown
   * @return the op
   */
  public static NeutralOp resize(
      List<String> operands, List<String> results, Optional<ResizeRule> rule) {
    return new NeutralOp(Kind.RESIZE, operands, results, rule, OptionalDouble.empty());
  }

  /**
   * A norm that is one op.
   *
   * @param operands the names of input, gamma and beta, as far as it has them
   * @param results the names of the values it computes
   * @param eps what it adds to the variance
   * @return the op
   */
  public static NeutralOp norm(List<String> operands, List<String> results, double eps) {
    return new NeutralOp(Kind.NORM, operands, results, Optional.empty(), OptionalDouble.of(eps));
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
