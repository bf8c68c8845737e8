package dev.fude.ops.runtime;

import dev.fude.core.op.Sampling;
import dev.fude.core.tensor.Shape;
import java.util.Optional;

/**
 * One input of a kernel: the stored numbers, and what to apply while loading them, in this order:
 *
 * <pre>
 * v = value * scale[n, c] + shift[n, c]      if there is an affine map
 * v = v >= 0 ? v : slope * v                if slope is not 1
 * v = v >= 0 ? v : slopes[c] * v            if there are slopes, with which slope is 1
 * resize from stored to shape               if there is a sampling
 * </pre>
 *
 * <p>These are the seats of a {@link dev.fude.core.plan.View}, with numbers in them.
 *
 * @param value what is stored, (batch, storedHeight, storedWidth, channels)
 * @param scale (batch, channels), or null if nothing is folded in
 * @param shift (batch, channels), or null if nothing is folded in
 * @param slope factor for negative values of all channels, from 0 to 1; 1 for none
 * @param slopes factors for negative values, (channels), or null if there is one at most
 * @param sampling where a resized pixel looks in what is stored
 * @param shape the shape that the op sees
 */
public record KernelInput(
    StoredValue value,
    float[] scale,
    float[] shift,
    float slope,
    float[] slopes,
    Optional<Sampling> sampling,
    Shape shape) {

  /**
   * An input that is read as it is.
   *
   * @param data the numbers, (batch, height, width, channels)
   * @param shape their shape
   * @return the input
   */
  public static KernelInput plain(float[] data, Shape shape) {
    return plain(data, 0, shape);
  }

  /**
   * An input that is read as it is, from somewhere in an array.
   *
   * @param data where the numbers are, (batch, height, width, channels)
   * @param offset where in there they begin
   * @param shape their shape
   * @return the input
   */
  public static KernelInput plain(float[] data, int offset, Shape shape) {
    return new KernelInput(
        StoredValue.dense(Slot.of(data), offset, shape),
        null,
        null,
        1,
        null,
        Optional.empty(),
        shape);
  }

  /**
   * The same input, resized after all that is applied to it.
   *
   * @param resize where a resized pixel looks in what is stored
   * @param resized the shape that the op sees
   * @return the input
   */
  public KernelInput sampled(Sampling resize, Shape resized) {
    return new KernelInput(value, scale, shift, slope, slopes, Optional.of(resize), resized);
  }

  /**
   * The stored numbers, for kernels that know nothing but arrays.
   *
   * @return the array that holds them
   */
  public float[] data() {
    return value.slot().array();
  }

  /**
   * Where in that array they begin.
   *
   * @return index of the first number
   */
  public int offset() {
    return (int) value.offset();
  }

  /**
   * The shape of what is stored.
   *
   * @return (batch, storedHeight, storedWidth, channels)
   */
  public Shape stored() {
    return value.shape();
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
    return (int) value.index(picture * stored().height() + y, x);
  }

  /**
   * Whether a scale and a shift are to be applied.
   *
   * @return true if {@link #scale} and {@link #shift} are there
   */
  public boolean hasAffine() {
    return scale != null;
  }
}
