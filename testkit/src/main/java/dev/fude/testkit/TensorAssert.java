package dev.fude.testkit;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import org.assertj.core.api.AbstractAssert;

/** Assertions about tensors, which say where the worst element is. */
public final class TensorAssert extends AbstractAssert<TensorAssert, Tensor> {
  /** Tiles of one pixel: what is not finite must stand exactly where it is expected. */
  static final int NO_SPREAD = 1;

  /** Tiles as large as any picture. */
  static final int ANY_SPREAD = Integer.MAX_VALUE;

  private TensorAssert(Tensor actual) {
    super(actual, TensorAssert.class);
  }

  /**
   * Begins an assertion; say what it is about with {@code as}, the seed included.
   *
   * @param actual the tensor to judge
   * @return the assertion
   */
  public static TensorAssert assertThatTensor(Tensor actual) {
    return new TensorAssert(actual);
  }

  /**
   * Checks that every element is near the expected one; NaN is near NaN only, and an infinity near
   * itself only.
   *
   * @param expected the right tensor
   * @param tolerance the largest allowed difference of an element, at least 0
   * @return this
   */
  public TensorAssert isCloseTo(Tensor expected, double tolerance) {
    return isCloseTo(expected, tolerance, NO_SPREAD);
  }

  /**
   * Checks that every element is near the expected one, as {@link #isCloseTo(Tensor, double)}, but
   * lets numbers that are not finite spread over the tile of pixels that they are in: there, any
   * element may be one of them. Where one is expected, a finite number is an error all the same.
   *
   * @param expected the right tensor, (batch, height, width, channels)
   * @param tolerance the largest allowed difference of an element, at least 0
   * @param tile rows and columns of a tile
   * @return this
   */
  TensorAssert isCloseTo(Tensor expected, double tolerance, int tile) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("Tolerance " + tolerance + " must be at least 0.");
    }
    requireShapeOf(expected);
    int worst = -1;
    double largest = tolerance;
    for (int i = 0; i < actual.data().length; i++) {
      if (tile != NO_SPREAD && isExcused(expected, i, tile)) {
        continue;
      }
      double error = error(expected.data()[i], actual.data()[i]);
      if (error > largest) {
        worst = i;
        largest = error;
      }
    }
    if (worst >= 0) {
      failWithMessage(
          "Element %s is %s instead of %s: off by %.3g, where %.3g is allowed.",
          position(worst), actual.data()[worst], expected.data()[worst], largest, tolerance);
    }
    return this;
  }

  /**
   * Checks that every element is the very same number, any NaN for any NaN.
   *
   * @param expected the right tensor
   * @return this
   */
  public TensorAssert hasSameBitsAs(Tensor expected) {
    requireShapeOf(expected);
    for (int i = 0; i < actual.data().length; i++) {
      float right = expected.data()[i];
      float given = actual.data()[i];
      if (Float.floatToIntBits(right) != Float.floatToIntBits(given)) {
        failWithMessage("Element %s is %s instead of exactly %s.", position(i), given, right);
      }
    }
    return this;
  }

  private void requireShapeOf(Tensor expected) {
    isNotNull();
    if (!actual.shape().equals(expected.shape())) {
      failWithMessage("Shape is %s instead of %s.", actual.shape(), expected.shape());
    }
  }

  /** Whether an element that is not finite may be so because of the tile that it is in. */
  private boolean isExcused(Tensor expected, int index, int tile) {
    return !Float.isFinite(actual.data()[index])
        && hasNonFinite(expected, index / expected.shape().channels(), tile);
  }

  private static boolean hasNonFinite(Tensor expected, int pixel, int tile) {
    Shape shape = expected.shape();
    int top = pixel / shape.width() % shape.height() / tile * tile;
    int left = pixel % shape.width() / tile * tile;
    int picture = pixel / shape.width() / shape.height();
    for (int y = top; y < Math.min(shape.height(), (long) top + tile); y++) {
      for (int x = left; x < Math.min(shape.width(), (long) left + tile); x++) {
        int at = ((picture * shape.height() + y) * shape.width() + x) * shape.channels();
        for (int c = 0; c < shape.channels(); c++) {
          if (!Float.isFinite(expected.data()[at + c])) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static double error(float expected, float actual) {
    if (Float.compare(expected, actual) == 0) {
      return 0;
    }
    double error = Math.abs((double) expected - actual);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  /** The element's index along every axis, as in {@code (0, 3, 5, 31)}. */
  private String position(int index) {
    Shape shape = actual.shape();
    StringBuilder text = new StringBuilder(")");
    int rest = index;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      text.insert(0, rest % shape.extent(axis)).insert(0, axis == 0 ? "(" : ", ");
      rest /= shape.extent(axis);
    }
    return text.toString();
  }
}
