package dev.fude.converter.neutral;

import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Numbers as a file stores them: a view of its bytes, or a way to fetch them. Nothing is decoded or
 * copied, so a tensor costs nothing however large it claims to be; its axes are put in another
 * order by exchanging strides.
 */
public final class NeutralTensor {
  private static final int MAX_RANK = 8;

  private final DType dtype;
  private final Shape shape;
  private final int[] strides;
  private final Supplier<ByteBuffer> data;
  private final IntegerMeaning quantization;

  private NeutralTensor(
      DType dtype,
      Shape shape,
      int[] strides,
      Supplier<ByteBuffer> data,
      IntegerMeaning quantization) {
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.data = data;
    this.quantization = quantization;
  }

  /**
   * A tensor whose elements follow one another, the last axis fastest.
   *
   * @param dtype how each number is stored
   * @param extents the extents, outermost first
   * @param data exactly the numbers, little-endian
   * @return the tensor
   * @throws MalformedSourceException if there are more than 8 axes, an extent is negative, or the
   *     data has another length
   */
  public static NeutralTensor dense(DType dtype, int[] extents, ByteBuffer data) {
    ByteBuffer numbers = littleEndian(data);
    return fetched(dtype, extents, data.remaining(), () -> numbers);
  }

  /**
   * As {@link #dense}, of numbers that are fetched whenever they are asked for and not kept: for
   * files that hold far more than is needed.
   *
   * @param dtype how each number is stored
   * @param extents the extents, outermost first
   * @param bytes how long the numbers are in the file
   * @param numbers fetches exactly the numbers, little-endian; may throw {@link
   *     MalformedSourceException}
   * @return the tensor
   * @throws MalformedSourceException if there are more than 8 axes, an extent is negative, or the
   *     numbers have another length
   */
  public static NeutralTensor fetched(
      DType dtype, int[] extents, long bytes, Supplier<ByteBuffer> numbers) {
    Shape shape = shape(extents);
    if (shape.elements() * dtype.bytes() != bytes) {
      throw new MalformedSourceException(
          String.format(
              "a tensor of shape %s and %s numbers has %d bytes; download the file again",
              shape, dtype, bytes));
    }
    return new NeutralTensor(dtype, shape, denseStrides(extents), numbers, null);
  }

  /**
   * A few integers that no file has, but that another one's words need.
   *
   * @param extents the extents, outermost first; none for a single one
   * @param integers the integers, the last axis fastest
   * @return the tensor
   * @throws MalformedSourceException if they are not as many as the extents say
   */
  public static NeutralTensor integers(int[] extents, long... integers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(integers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(integers);
    return dense(DType.I64, extents, bytes);
  }

  private static int[] denseStrides(int[] extents) {
    int[] strides = new int[extents.length];
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents[axis];
    }
    return strides;
  }

  /**
   * A tensor whose elements lie anywhere in a storage, as a slice or a transposed view does.
   *
   * @param dtype how each number is stored
   * @param extents the extents, outermost first
   * @param strides for each axis, how many numbers lie between neighbours; at least 0
   * @param offset the first element's index in the storage
   * @param bytes how long the storage is
   * @param storage fetches exactly the storage's bytes, little-endian; may throw {@link
   *     MalformedSourceException}
   * @return the tensor
   * @throws MalformedSourceException if an element lies outside the storage
   */
  public static NeutralTensor strided(
      DType dtype,
      int[] extents,
      long[] strides,
      long offset,
      int bytes,
      Supplier<ByteBuffer> storage) {
    Shape shape = shape(extents);
    int stored = bytes / dtype.bytes();
    if (strides.length != extents.length || offset < 0 || offset > stored) {
      throw outside(shape, stored);
    }
    int[] steps = new int[strides.length];
    long end = shape.elements() == 0 ? offset : offset + 1;
    for (int axis = 0; axis < strides.length; axis++) {
      // An axis of one element never steps, whatever its stride says.
      if (shape.elements() > 0 && extents[axis] > 1) {
        steps[axis] = step(strides[axis], shape, stored);
        end += (long) steps[axis] * (extents[axis] - 1);
      }
    }
    if (end > stored) {
      throw outside(shape, stored);
    }
    int begin = (int) offset * dtype.bytes();
    int length = (int) end * dtype.bytes() - begin;
    return new NeutralTensor(
        dtype, shape, steps, () -> littleEndian(slice(storage.get(), begin, length)), null);
  }

  private static ByteBuffer slice(ByteBuffer storage, int begin, int length) {
    return storage.slice(storage.position() + begin, length);
  }

  private static int step(long stride, Shape shape, int stored) {
    if (stride < 0 || stride > stored) {
      throw outside(shape, stored);
    }
    return (int) stride;
  }

  private static Shape shape(int[] extents) {
    if (extents.length > MAX_RANK) {
      throw new MalformedSourceException(
          "a tensor has " + extents.length + " axes; download the file again");
    }
    long elements = 1;
    for (int extent : extents) {
      if (extent < 0 || elements * extent > Shape.MAX_ARRAY_LENGTH) {
        throw new MalformedSourceException(
            "a tensor has a negative or impossibly large extent; download the file again");
      }
      elements *= extent;
    }
    return Shape.of(extents);
  }

  private static MalformedSourceException outside(Shape shape, int stored) {
    return new MalformedSourceException(
        String.format(
            "a tensor of shape %s reaches outside its storage of %d numbers;"
                + " download the file again",
            shape, stored));
  }

  private static ByteBuffer littleEndian(ByteBuffer data) {
    return data.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The same integers with what they stand for.
   *
   * @param meaning how to read them
   * @return the quantized tensor
   */
  public NeutralTensor quantized(IntegerMeaning meaning) {
    return new NeutralTensor(dtype, shape, strides, data, meaning);
  }

  /**
   * The same tensor with its axes in another order, axes of one element left out or put in.
   *
   * @param axes for each new axis, the old one, or -1 for a new one of one element
   * @return a view of the same numbers
   * @throws MalformedSourceException if there are more than 8 new axes
   */
  public NeutralTensor permuted(int[] axes) {
    int[] extents = new int[axes.length];
    int[] steps = new int[axes.length];
    for (int place = 0; place < axes.length; place++) {
      boolean isNew = axes[place] < 0;
      extents[place] = isNew ? 1 : shape.extent(axes[place]);
      steps[place] = isNew ? 0 : strides[axes[place]];
    }
    return new NeutralTensor(
        dtype,
        shape(extents), // which may be impossibly large in another order, if an extent is 0
        steps,
        data,
        quantization == null ? null : quantization.permuted(axes));
  }

  /**
   * The same elements in the same order, with other axes.
   *
   * @param extents the new extents, outermost first
   * @return a view of the same numbers, or empty if no strides and scales give it
   * @throws MalformedSourceException if the extents are no shape of as many elements
   */
  public Optional<NeutralTensor> reshaped(int[] extents) {
    Shape target = shape(extents);
    if (target.elements() != shape.elements()) {
      throw new MalformedSourceException(
          "a tensor of shape " + shape + " is to become " + target + "; download the file again");
    }
    int[] from = longAxes(shape);
    int[] to = longAxes(target);
    boolean sameLongAxes = from.length == to.length;
    int[] origins = new int[extents.length];
    Arrays.fill(origins, -1);
    for (int i = 0; i < to.length && sameLongAxes; i++) {
      sameLongAxes = shape.extent(from[i]) == extents[to[i]];
      origins[to[i]] = from[i];
    }
    if (sameLongAxes) {
      return Optional.of(permuted(origins));
    }
    boolean isOneScale = quantization == null || quantization.fits(1);
    return isDense() && isOneScale
        ? Optional.of(new NeutralTensor(dtype, target, denseStrides(extents), data, quantization))
        : Optional.empty();
  }

  private static int[] longAxes(Shape shape) {
    return IntStream.range(0, shape.rank()).filter(axis -> shape.extent(axis) != 1).toArray();
  }

  private boolean isDense() {
    int[] dense = denseStrides(shape.extents());
    return IntStream.of(longAxes(shape)).allMatch(axis -> strides[axis] == dense[axis]);
  }

  /**
   * The same tensor without its axes of one element, if no more than one axis is left then: a
   * vector for each channel is stored as (1, 1, 1, channels) as often as (channels).
   *
   * @return a tensor of rank 1, or this one
   */
  public NeutralTensor asVector() {
    int[] longAxes = longAxes(shape);
    if (shape.rank() <= 1 || longAxes.length > 1) {
      return this;
    }
    return permuted(longAxes.length == 1 ? longAxes : new int[] {0});
  }

  /**
   * How each number is stored.
   *
   * @return the kind of number
   */
  public DType dtype() {
    return dtype;
  }

  /**
   * The shape, in the file's order of axes unless permuted.
   *
   * @return the shape
   */
  public Shape shape() {
    return shape;
  }

  /**
   * The bytes that the elements lie in.
   *
   * @return read-only, little-endian; {@link #positions()} tells where each number is
   * @throws MalformedSourceException if they are fetched and turn out to be damaged
   */
  public ByteBuffer data() {
    return data.get().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * What the integers stand for.
   *
   * @return empty for plain numbers
   */
  public Optional<IntegerMeaning> quantization() {
    return Optional.ofNullable(quantization);
  }

  /**
   * Where the elements lie in {@link #data()}, counted in numbers.
   *
   * @return one position for each element, the last axis fastest
   */
  public int[] positions() {
    int[] positions = {0};
    for (int axis = 0; axis < strides.length; axis++) {
      int extent = shape.extent(axis);
      int[] finer = new int[positions.length * extent];
      int at = 0;
      for (int position : positions) {
        for (int i = 0; i < extent; i++) {
          finer[at++] = position + i * strides[axis];
        }
      }
      positions = finer;
    }
    return positions;
  }
}
