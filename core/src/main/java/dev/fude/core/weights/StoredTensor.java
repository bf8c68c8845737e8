package dev.fude.core.weights;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor as a file stores it. Immutable, as long as nobody changes the bytes under the buffer.
 *
 * @param dtype how each number is stored
 * @param shape the extents, the last axis fastest
 * @param data the numbers, little-endian, from index 0 to the limit; read-only
 */
public record StoredTensor(DType dtype, Shape shape, ByteBuffer data) {
  /**
   * Takes the buffer's remaining bytes, without copying them.
   *
   * @throws InvalidWeightsException if they are not exactly as many as the shape needs
   */
  public StoredTensor {
    long needed = shape.elements() * dtype.bytes();
    if (data.remaining() != needed) {
      throw new InvalidWeightsException(
          String.format(
              "A tensor of shape %s and dtype %s needs %d bytes, but %d were given.",
              shape, dtype, needed, data.remaining()));
    }
    data = data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The numbers as stored.
   *
   * @return a read-only little-endian view with a position of its own
   */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The numbers as stored, copied.
   *
   * @return a fresh array, little-endian
   */
  public byte[] bytes() {
    byte[] copy = new byte[data.limit()];
    data.get(0, copy);
    return copy;
  }

  /**
   * The numbers as float32, copied.
   *
   * @return a fresh tensor of the same shape
   * @throws InvalidWeightsException if the dtype is not read as float32
   */
  public Tensor toTensor() {
    if (!dtype.readsAsFloat()) {
      throw new InvalidWeightsException(
          String.format(
              "Numbers of dtype %s are not read as weights; store them as one of %s.",
              dtype, DType.readableNames()));
    }
    return Tensor.of(shape, dtype.decode(data));
  }
}
