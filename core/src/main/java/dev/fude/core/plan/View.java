package dev.fude.core.plan;

import dev.fude.core.op.Sampling;
import java.util.Optional;

/**
 * What a step applies to a stored value while it loads it, so that the result need not exist. Each
 * of three seats may be empty, and they are applied in this order:
 *
 * <pre>
 * v = stored * scale[n, c] + shift[n, c]    {@link Affine}: a norm, a scale and shift
 * v = v >= 0 ? v : slope[c] * v             {@link Slopes}: a rectifier
 * sample v at the pixels of another size    {@link Sampling}: a resize
 * </pre>
 *
 * @param affine where scale and shift come from
 * @param slopes the factors for negative numbers
 * @param sampling where a resized pixel looks in what is stored
 */
public record View(Optional<Affine> affine, Optional<Slopes> slopes, Optional<Sampling> sampling) {
  /** A value as it is stored. */
  public static final View PLAIN = new View(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Whether the stored value is read as it is.
   *
   * @return true if all seats are empty
   */
  public boolean isPlain() {
    return equals(PLAIN);
  }

  View with(Affine folded) {
    return new View(Optional.of(folded), slopes, sampling);
  }

  View with(Slopes folded) {
    return new View(affine, Optional.of(folded), sampling);
  }

  View with(Sampling folded) {
    return new View(affine, slopes, Optional.of(folded));
  }
}
