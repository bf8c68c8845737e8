package dev.fude.converter.neutral;

import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Numbers as a file stores them: a view of its bytes, or a way to fetch them. Nothing is decoded or
 * copied, so a tensor costs nothing however large it claims to be.
 */
public final class NeutralTensor {
  private final DType dtype;
  private final Layout layout;
  private final Supplier<ByteBuffer> data;
  private final IntegerMeaning quantization; // null for plain numbers

  private NeutralTensor(
      DType dtype, Layout layout, Supplier<ByteBuffer> data, IntegerMeaning quantization) {
    this.dtype = dtype;
    this.layout = layout;
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
    Layout layout = Layout.dense(extents);
    if (layout.shape().elements() * dtype.bytes() != bytes) {
      throw new MalformedSourceException(
          String.format(
              "a tensor of shape %s and %s numbers has %d bytes; download the file again",
              layout.shape(), dtype, bytes));
    }
    return new NeutralTensor(dtype, layout, numbers, null);
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
    Layout layout = Layout.strided(extents, strides, offset, bytes / dtype.bytes());
    int begin = (int) offset * dtype.bytes();
    int length = (int) layout.reach() * dtype.bytes();
    return new NeutralTensor(
        dtype, layout, () -> littleEndian(slice(storage.get(), begin, length)), null);
  }

  private static ByteBuffer slice(ByteBuffer storage, int begin, int length) {
    return storage.slice(storage.position() + begin, length);
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
    return new NeutralTensor(dtype, layout, data, meaning);
  }

  /**
   * The same tensor with its axes in another order, axes of one element left out or put in.
   *
   * @param axes for each new axis, the old one, or -1 for a new one of one element
   * @return a view of the same numbers
   * @throws MalformedSourceException if there are more than 8 new axes
   */
  public NeutralTensor permuted(int[] axes) {
    return new NeutralTensor(
        dtype,
        layout.permuted(axes),
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
    Layout target = Layout.dense(extents);
    if (target.shape().elements() != shape().elements()) {
      throw new MalformedSourceException(
          String.format(
              "a tensor of shape %s is to become %s; download the file again",
              shape(), target.shape()));
    }
    Optional<int[]> axes = layout.axesFor(target.shape());
    if (axes.isPresent()) {
      return axes.map(this::permuted);
    }
    boolean isOneScale = quantization == null || quantization.fits(1);
    return layout.isDense() && isOneScale
        ? Optional.of(new NeutralTensor(dtype, target, data, quantization))
        : Optional.empty();
  }

  /**
   * The same tensor without its axes of one element, if no more than one axis is left then: a
   * vector for each channel is stored as (1, 1, 1, channels) as often as (channels).
   *
   * @return a tensor of rank 1, or this one
   */
  public NeutralTensor asVector() {
    int[] longAxes = layout.longAxes();
    if (shape().rank() <= 1 || longAxes.length > 1) {
      return this;
    }
    return permuted(longAxes.length == 1 ? longAxes : new int[] {0});
  }

  /**
   * Whether the numbers follow one another in {@link #data()} as the shape has them.
   *
   * @return false if they have to be picked by their {@link #positions()}
   */
  public boolean isDense() {
    return layout.isDense();
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
    return layout.shape();
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
    return layout.positions();
  }
}
