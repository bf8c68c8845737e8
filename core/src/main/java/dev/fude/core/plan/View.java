package dev.fude.core.plan;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.plan.Operand.FoldedNorm;
import java.util.Optional;

/**
 * A value as a function of a stored one: norm, then slope, then resize, each of which may be
 * absent.
 *
 * @param base name of the stored value
 * @param norm the norm, if any
 * @param slope factor for negative values; 1 for none
 * @param resize the resize rule, if any
 */
record View(String base, Optional<FoldedNorm> norm, float slope, Optional<ResizeRule> resize) {
  static View of(String base) {
    return new View(base, Optional.empty(), 1, Optional.empty());
  }

  boolean isPlain() {
    return norm.isEmpty() && slope == 1 && resize.isEmpty();
  }

  View withNorm(FoldedNorm folded) {
    return new View(base, Optional.of(folded), slope, resize);
  }

  View withSlope(float factor) {
    return new View(base, norm, factor, resize);
  }

  View withResize(ResizeRule rule) {
    return new View(base, norm, slope, Optional.of(rule));
  }
}
