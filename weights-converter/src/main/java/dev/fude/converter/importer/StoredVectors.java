package dev.fude.converter.importer;

import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Arithmetic of stored vectors with one another or with a single number, in float32 as every engine
 * computes it: a frozen batch norm is written down so, its variance still to be rooted.
 */
final class StoredVectors {
  private static final int MOST = 1 << 16;

  private StoredVectors() {}

  /**
   * Computes element by element.
   *
   * @param operator ONNX's word
   * @return the vector; empty if the values are none, or the operator is another
   */
  static Optional<Value> of(String operator, Value first, Value second) {
    Optional<DoubleBinaryOperator> function = binary(operator);
    Optional<float[]> one = numbers(first, 1);
    Optional<float[]> other = numbers(second, 1);
    if (function.isEmpty() || one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    float[] a = one.get();
    float[] b = other.get();
    int length = Math.max(a.length, b.length);
    if ((a.length != length && a.length != 1) || (b.length != length && b.length != 1)) {
      return Optional.empty();
    }
    float[] result = new float[length];
    for (int i = 0; i < length; i++) {
      result[i] =
          (float) function.get().applyAsDouble(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i]);
    }
    return Optional.of(stored(result, new int[] {result.length}));
  }

  /** Whether a value is a stored vector, along whatever axis. */
  static boolean isOne(Value value) {
    return value instanceof Constant && numbers(value, Integer.MAX_VALUE).isPresent();
  }

  /** As {@link #of(String, Value, Value)}, of one vector. */
  static Optional<Value> of(Value vector, DoubleUnaryOperator function) {
    return numbers(vector, Integer.MAX_VALUE)
        .map(
            elements -> {
              for (int i = 0; i < elements.length; i++) {
                elements[i] = (float) function.applyAsDouble(elements[i]);
              }
              int[] extents =
                  vector instanceof Constant constant
                      ? constant.tensor().shape().extents()
                      : new int[] {elements.length};
              return stored(elements, extents);
            });
  }

  private static Optional<DoubleBinaryOperator> binary(String operator) {
    return switch (operator) {
      case "Add" -> Optional.of((a, b) -> a + b);
      case "Sub" -> Optional.of((a, b) -> a - b);
      case "Mul" -> Optional.of((a, b) -> a * b);
      case "Div" -> Optional.of((a, b) -> a / b);
      default -> Optional.empty();
    };
  }

  /** A vector's elements, or a single number; a copy. */
  private static Optional<float[]> numbers(Value value, int mostAxes) {
    if (value instanceof Constant constant) {
      long elements = constant.tensor().shape().elements();
      boolean isVector = constant.tensor().shape().rank() <= mostAxes && elements <= MOST;
      return isVector && constant.isReal()
          ? Optional.of(constant.decoded().data().clone())
          : Optional.empty();
    }
    return value instanceof Numbers few && few.count() == 1 && few.get(0).isConstant()
        ? Optional.of(new float[] {(float) few.get(0).at(0)})
        : Optional.empty();
  }

  private static Constant stored(float[] elements, int[] extents) {
    ByteBuffer bytes =
        ByteBuffer.allocate(elements.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(elements);
    return new Constant("computed", NeutralTensor.dense(DType.F32, extents, bytes));
  }
}
