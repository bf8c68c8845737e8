package dev.fude.testkit;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import org.assertj.core.api.AbstractAssert;

/** Assertions about tensors, which say where the worst element is. */
public final class TensorAssert extends AbstractAssert<TensorAssert, Tensor> {
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
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("Tolerance " + tolerance + " must be at least 0.");
    }
    requireShapeOf(expected);
    int worst = -1;
    double largest = tolerance;
    for (int i = 0; i < actual.data().length; i++) {
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
