package dev.fude.ops.runtime;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import java.util.Optional;

/**
 * One input of a kernel: the stored numbers, and what to apply while loading them, in this order:
 *
 * <pre>
 * v = data * scale[n, c] + shift[n, c]      if there is an affine map (a folded norm)
 * v = v >= 0 ? v : slope * v                if slope is not 1
 * bilinear resize from stored to shape      if there is a rule
 * </pre>
 *
 * @param data the stored numbers, (batch, storedHeight, storedWidth, channels); may be longer
 * @param stored shape of what is stored
 * @param scale (batch, channels), or null if nothing is folded in
 * @param shift (batch, channels), or null if nothing is folded in
 * @param slope factor for negative values, from 0 to 1; 1 for none
 * @param resize where a resized pixel looks in what is stored
 * @param shape the shape that the op sees
 */
public record KernelInput(
    float[] data,
    Shape stored,
    float[] scale,
    float[] shift,
    float slope,
    Optional<ResizeRule> resize,
    Shape shape) {

  /**
   * An input that is read as it is.
   *
   * @param data the numbers, (batch, height, width, channels)
   * @param shape their shape
   * @return the input
   */
  public static KernelInput plain(float[] data, Shape shape) {
    return new KernelInput(data, shape, null, null, 1, Optional.empty(), shape);
  }

  /**
   * Whether a folded norm is to be applied.
   *
   * @return true if {@link #scale} and {@link #shift} are there
   */
  public boolean hasAffine() {
    return scale != null;
  }
}
