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
 * @param data where the stored numbers are, (batch, storedHeight, storedWidth, channels)
 * @param offset where in there they begin
 * @param stored shape of what is stored
 * @param scale (batch, channels), or null if nothing is folded in
 * @param shift (batch, channels), or null if nothing is folded in
 * @param slope factor for negative values, from 0 to 1; 1 for none
 * @param resize where a resized pixel looks in what is stored
 * @param shape the shape that the op sees
 */
public record KernelInput(
    float[] data,
    int offset,
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
    return new KernelInput(data, 0, shape, null, null, 1, Optional.empty(), shape);
  }

  /**
   * Where a stored pixel begins.
   *
   * @param picture index into the batch
   * @param y row of what is stored
   * @param x column of what is stored
   * @return index of its first channel into {@link #data}
   */
  public int pixel(int picture, int y, int x) {
    return offset + ((picture * stored.height() + y) * stored.width() + x) * stored.channels();
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
