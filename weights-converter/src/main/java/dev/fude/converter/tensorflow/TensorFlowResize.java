package dev.fude.converter.tensorflow;

import dev.fude.core.op.ResizeRule;
import java.util.Optional;

/** TensorFlow's bilinear enlargement, which has two flags where others name a rule. */
public final class TensorFlowResize {
  private TensorFlowResize() {}

  /**
   * Where it looks.
   *
   * @param alignCorners the attribute {@code align_corners}
   * @param halfPixelCenters the attribute {@code half_pixel_centers}
   * @return empty if both are set, which has no meaning
   */
  public static Optional<ResizeRule> rule(boolean alignCorners, boolean halfPixelCenters) {
    if (alignCorners && halfPixelCenters) {
      return Optional.empty();
    }
    return Optional.of(
        alignCorners
            ? ResizeRule.ALIGN_CORNERS
            : halfPixelCenters ? ResizeRule.HALF_PIXEL : ResizeRule.ASYMMETRIC);
  }
}
