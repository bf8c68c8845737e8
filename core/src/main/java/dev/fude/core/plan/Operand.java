package dev.fude.core.plan;

import dev.fude.core.tensor.Shape;

/**
 * A value as a step reads it: what is stored, and what is applied while loading.
 *
 * @param place where the value is stored
 * @param stored shape of what is stored, (batch, height, width, channels)
 * @param view what is applied while loading
 * @param shape the shape that the step sees, equal to {@code stored} without a resize
 */
public record Operand(Place place, Shape stored, View view, Shape shape) {
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(place.toString());
    view.affine().ifPresent(affine -> text.append(' ').append(affine.label()));
    view.slopes().ifPresent(slopes -> text.append(' ').append(slopes.label()));
    view.sampling()
        .ifPresent(
            sampling -> text.append(' ').append(sampling.id()).append(" from ").append(stored));
    return text.toString();
  }
}
