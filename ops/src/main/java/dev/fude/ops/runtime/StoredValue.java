package dev.fude.ops.runtime;

import dev.fude.core.tensor.Shape;

/**
 * A value of a plan where it is stored.
 *
 * @param slot what holds it
 * @param offset numbers of the slot before it
 * @param pitch numbers from the beginning of a row to that of the next, at least width times
 *     channels
 * @param shape (batch, height, width, channels)
 */
public record StoredValue(Slot slot, long offset, long pitch, Shape shape) {
  /**
   * A value whose rows follow one another.
   *
   * @param slot what holds it
   * @param offset numbers of the slot before it
   * @param shape (batch, height, width, channels)
   * @return the value
   */
  public static StoredValue dense(Slot slot, long offset, Shape shape) {
    return new StoredValue(slot, offset, (long) shape.width() * shape.channels(), shape);
  }

  /**
   * Where a pixel begins.
   *
   * @param row its row, counted through all pictures
   * @param x its column
   * @return index of its first channel into the slot
   */
  public long index(int row, int x) {
    return offset + row * pitch + (long) x * shape.channels();
  }
}
