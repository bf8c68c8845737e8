package dev.fude.core.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The extents of a tensor, outermost first. Immutable.
 *
 * <p>Activations have rank 4 and are stored channels last: (batch, height, width, channels), NHWC.
 * Convolution weights have rank 4 and are stored (outChannels, inChannels / groups, kernelH,
 * kernelW), OIHW. Per-channel parameters have rank 1.
 */
public final class Shape {
  /**
   * The most elements a value may have: some 16,000 megapixels of 64 channels, few enough that
   * their bytes can be counted.
   */
  public static final long MAX_ELEMENTS = 1L << 40;

  /** The most elements that are kept in one Java array. */
  public static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

  private final int[] extents;

  private Shape(int[] extents) {
    this.extents = extents;
  }

  /**
   * A shape of any rank.
   *
   * @param extents the extents, outermost first, each at least 0; none at all is a scalar
   * @return the shape
   * @throws InvalidShapeException if an extent is negative or the product exceeds {@link
   *     #MAX_ELEMENTS}
   */
  public static Shape of(int... extents) {
    long elements = 1;
    for (int extent : extents) {
      if (extent < 0) {
        throw new InvalidShapeException("Shape " + Arrays.toString(extents) + " is negative.");
      }
      elements = multiplyWithinLimit(elements, extent, extents);
    }
    return new Shape(extents.clone());
  }

  private static long multiplyWithinLimit(long elements, int extent, int[] extents) {
    if (extent > 0 && elements > MAX_ELEMENTS / extent) {
      throw tooLarge(Arrays.toString(extents), MAX_ELEMENTS);
    }
    return elements * extent;
  }

  private static InvalidShapeException tooLarge(String extents, long most) {
    return new InvalidShapeException(
        String.format(
            "A tensor of shape %s has more than %d elements, the most one tensor may have;"
                + " use a smaller picture.",
            extents, most));
  }

  /**
   * The shape of an activation.
   *
   * @param batch pictures, at least 0
   * @param height rows, at least 0
   * @param width columns, at least 0
   * @param channels values a pixel, at least 0
   * @return (batch, height, width, channels)
   * @throws InvalidShapeException as {@link #of(int...)}
   */
  public static Shape nhwc(int batch, int height, int width, int channels) {
    return of(batch, height, width, channels);
  }

  /**
   * The number of extents.
   *
   * @return 0 for a scalar, 1 for a vector, 4 for an activation
   */
  public int rank() {
    return extents.length;
  }

  /**
   * One extent.
   *
   * @param axis 0 for the outermost, below {@link #rank()}
   * @return the extent
   */
  public int extent(int axis) {
    return extents[axis];
  }

  /**
   * All extents.
   *
   * @return a fresh copy, outermost first
   */
  public int[] extents() {
    return extents.clone();
  }

  /**
   * How many elements a value of this shape has.
   *
   * @return the product of the extents, at most {@link #MAX_ELEMENTS}
   */
  public long elements() {
    long elements = 1;
    for (int extent : extents) {
      elements *= extent;
    }
    return elements;
  }

  /**
   * How long an array of all elements is.
   *
   * @return the product of the extents, at most {@link #MAX_ARRAY_LENGTH}
   * @throws InvalidShapeException if no array is that long
   */
  public int arrayLength() {
    long elements = elements();
    if (elements > MAX_ARRAY_LENGTH) {
      throw tooLarge(toString(), MAX_ARRAY_LENGTH);
    }
    return (int) elements;
  }

  /**
   * Pictures in an activation.
   *
   * @return the first of four extents
   * @throws InvalidShapeException if the rank is not 4
   */
  public int batch() {
    return activationExtent(0);
  }

  /**
   * Rows of an activation.
   *
   * @return the second of four extents
   * @throws InvalidShapeException if the rank is not 4
   */
  public int height() {
    return activationExtent(1);
  }

  /**
   * Columns of an activation.
   *
   * @return the third of four extents
   * @throws InvalidShapeException if the rank is not 4
   */
  public int width() {
    return activationExtent(2);
  }

  /**
   * Values a pixel of an activation.
   *
   * @return the last of four extents
   * @throws InvalidShapeException if the rank is not 4
   */
  public int channels() {
    return activationExtent(3);
  }

  /**
   * The same activation with other rows and columns.
   *
   * @param height rows
   * @param width columns
   * @return (batch, height, width, channels)
   */
  public Shape withSize(int height, int width) {
    return nhwc(batch(), height, width, channels());
  }

  /**
   * The same activation with other channels.
   *
   * @param channels values a pixel
   * @return (batch, height, width, channels)
   */
  public Shape withChannels(int channels) {
    return nhwc(batch(), height(), width(), channels);
  }

  private int activationExtent(int axis) {
    if (extents.length != 4) {
      throw new InvalidShapeException(
          "Shape " + this + " is no activation: expected (batch, height, width, channels).");
    }
    return extents[axis];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /** The extents in brackets, as in {@code [1, 512, 512, 3]}. */
  @Override
  public String toString() {
    return Arrays.stream(extents)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
