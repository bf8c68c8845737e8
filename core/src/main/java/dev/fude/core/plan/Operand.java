package dev.fude.core.plan;

import dev.fude.core.op.Normalization;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import java.util.Optional;

/**
 * A value as a step reads it: what is stored, and what is applied while loading, in this order:
 * norm, leaky slope, resize.
 *
 * @param place where the value is stored
 * @param stored shape of what is stored, (batch, height, width, channels)
 * @param norm the norm to apply, if one is folded in
 * @param slope factor for negative values after the norm; 1 to leave them alone
 * @param resize where a resized pixel looks in what is stored, if a resize is folded in
 * @param shape the shape that the step sees, equal to {@code stored} without a resize
 */
public record Operand(
    Place place,
    Shape stored,
    Optional<FoldedNorm> norm,
    float slope,
    Optional<ResizeRule> resize,
    Shape shape) {

  /**
   * Whether the stored value is read as it is.
   *
   * @return true if nothing is applied while loading
   */
  public boolean isPlain() {
    return norm.isEmpty() && slope == 1 && resize.isEmpty();
  }

  /**
   * A norm that a step applies while loading, as one scale and one shift a channel.
   *
   * @param node name of the graph's node whose op the norm is
   * @param statistics index of the sums that the producer collected
   * @param norm the norm's attributes
   * @param gamma name of the tensor with the scales, shape (channels)
   * @param beta name of the tensor with the offsets, shape (channels)
   */
  public record FoldedNorm(
      String node, int statistics, Normalization norm, String gamma, String beta) {}

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(place.toString());
    norm.ifPresent(folded -> text.append(" norm").append(folded.statistics()));
    if (slope != 1) {
      text.append(" leaky ").append(slope);
    }
    resize.ifPresent(rule -> text.append(' ').append(rule.id()).append(" from ").append(stored));
    return text.toString();
  }
}
