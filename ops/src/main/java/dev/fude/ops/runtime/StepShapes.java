package dev.fude.ops.runtime;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * The shapes of a step.
 *
 * @param inputs shapes of the inputs as the op sees them, (batch, height, width, channels)
 * @param output shape of the output
 */
public record StepShapes(List<Shape> inputs, Shape output) {}
