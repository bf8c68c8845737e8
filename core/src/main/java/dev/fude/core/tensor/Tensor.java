package dev.fude.core.tensor;

import java.util.Objects;

/**
 * Float32 numbers with a shape, in one dense array, the last axis fastest.
 *
 * <p>The array is neither copied nor guarded: a tensor is a view that says what an array means. The
 * element at (n, y, x, c) of an activation is {@code data[((n * height + y) * width + x) * channels
 * + c]}.
 */
public final class Tensor {
  private final Shape shape;
  private final float[] data;

  private Tensor(Shape shape, float[] data) {
    this.shape = shape;
    this.data = data;
  }

  /**
   * A tensor over an existing array.
   *
   * @param shape the shape
   * @param data exactly {@link Shape#elements()} numbers; not copied
   * @return the tensor
   * @throws InvalidShapeException if the array's length is not the shape's number of elements
   */
  public static Tensor of(Shape shape, float... data) {
    Objects.requireNonNull(data, "data");
    if (data.length != shape.elements()) {
      throw new InvalidShapeException(
          String.format(
              "A tensor of shape %s needs %d numbers, but %d were given.",
              shape, shape.elements(), data.length));
    }
    return new Tensor(shape, data);
  }

  /**
   * A tensor of zeros.
   *
   * @param shape the shape
   * @return the tensor, over a fresh array
   */
  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new float[shape.arrayLength()]);
  }

  /**
   * The shape.
   *
   * @return the shape
   */
  public Shape shape() {
    return shape;
  }

  /**
   * The numbers themselves.
   *
   * @return the backing array, not a copy
   */
  public float[] data() {
    return data;
  }

  /** The shape, as in {@code Tensor[1, 512, 512, 3]}. */
  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
