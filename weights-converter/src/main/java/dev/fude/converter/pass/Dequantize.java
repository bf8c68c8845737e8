package dev.fude.converter.pass;

import dev.fude.converter.neutral.IntegerMeaning;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Quantization;
import dev.fude.converter.neutral.QuantizedRange;
import dev.fude.core.Quoted;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Decodes stored numbers to float32.
 *
 * <p>A quantized integer q becomes {@code scale * (q - zeroPoint)}, computed in double precision
 * and rounded once. Scales are float32 and integers short, so that the product is exact and the
 * result the float32 nearest to it: the same bits that TensorFlow Lite's own DEQUANTIZE gives. On a
 * {@link QuantizedRange} it becomes {@code q * scale + min}, product and sum in double precision
 * and then rounded to float32: the same bits that TensorFlow.js gives.
 */
public final class Dequantize {
  private Dequantize() {}

  /**
   * Decodes all tensors.
   *
   * @param tensors by name, already known to have sensible shapes
   * @return the same names, dense float32
   * @throws MalformedSourceException if numbers are of a kind that is not read, not finite, or
   *     scales do not fit
   */
  public static Map<String, Tensor> apply(Map<String, NeutralTensor> tensors) {
    Map<String, Tensor> decoded = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> decoded.put(name, Tensor.of(tensor.shape(), numbers(name, tensor))));
    return decoded;
  }

  /** Whether every number is zero. */
  static boolean isZero(String name, NeutralTensor tensor) {
    for (float number : numbers(name, tensor)) {
      if (number != 0) {
        return false;
      }
    }
    return true;
  }

  /** The numbers, the last axis fastest; the name is for messages. */
  static float[] numbers(String name, NeutralTensor tensor) {
    float[] numbers = decoded(name, tensor);
    requireFinite(name, numbers);
    return numbers;
  }

  private static float[] decoded(String name, NeutralTensor tensor) {
    try {
      return tensor
          .quantization()
          .map(meaning -> dequantized(tensor, meaning))
          .orElseGet(() -> plain(tensor));
    } catch (MalformedSourceException e) {
      throw new MalformedSourceException("tensor " + Quoted.name(name) + " " + e.getMessage(), e);
    }
  }

  private static float[] plain(NeutralTensor tensor) {
    if (isInteger(tensor.dtype())) {
      throw new MalformedSourceException(
          "holds " + tensor.dtype() + " numbers without a scale; export the weights as float32");
    }
    return isStoredAsRead(tensor) ? copied(tensor) : decoded(tensor, number -> number);
  }

  /**
   * Most weights of most files: nothing is left to be done, one by one, for a hundred megabytes.
   */
  private static boolean isStoredAsRead(NeutralTensor tensor) {
    return tensor.dtype() == DType.F32 && tensor.isDense();
  }

  private static float[] copied(NeutralTensor tensor) {
    float[] numbers = new float[Math.toIntExact(tensor.shape().elements())];
    tensor.data().asFloatBuffer().get(numbers);
    return numbers;
  }

  private static float[] decoded(NeutralTensor tensor, DoubleUnaryOperator meaning) {
    int[] positions = tensor.positions();
    ByteBuffer data = tensor.data();
    float[] numbers = new float[positions.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) meaning.applyAsDouble(number(data, tensor.dtype(), positions[i]));
    }
    return numbers;
  }

  /**
   * Refuses numbers that cannot be painted with.
   *
   * @param name the tensor's, for the message
   * @param numbers what it holds
   * @throws MalformedSourceException if one is infinite or none at all
   */
  static void requireFinite(String name, float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new MalformedSourceException(
            String.format(
                "tensor %s holds %s, which no trained network does; download the file again",
                Quoted.name(name), number));
      }
    }
  }

  private static float[] dequantized(NeutralTensor tensor, IntegerMeaning meaning) {
    return meaning instanceof QuantizedRange range
        ? decoded(tensor, range::real)
        : dequantized(tensor, (Quantization) meaning);
  }

  private static float[] dequantized(NeutralTensor tensor, Quantization quantization) {
    // Elements that share one index along the axis of the scales, and indices along it.
    int inner = 1;
    int extent = 1;
    if (quantization.scales().limit() != 1 || quantization.zeroPoints().limit() > 1) {
      requireAxis(tensor, quantization);
      extent = tensor.shape().extent(quantization.axis());
      for (int axis = quantization.axis() + 1; axis < tensor.shape().rank(); axis++) {
        inner *= tensor.shape().extent(axis);
      }
    }
    int[] positions = tensor.positions();
    ByteBuffer data = tensor.data();
    float[] numbers = new float[positions.length];
    for (int i = 0; i < numbers.length; i++) {
      int index = i / inner % extent;
      double integer = number(data, tensor.dtype(), positions[i]);
      double real = quantization.scale(index) * (integer - quantization.zeroPoint(index));
      numbers[i] = (float) real;
    }
    return numbers;
  }

  private static void requireAxis(NeutralTensor tensor, Quantization quantization) {
    int axis = quantization.axis();
    boolean isAxis = axis >= 0 && axis < tensor.shape().rank();
    if (!isAxis || !quantization.fits(tensor.shape().extent(axis))) {
      throw new MalformedSourceException(
          String.format(
              "has %d scales and %d zero points along axis %d of shape %s; export the weights"
                  + " again",
              quantization.scales().limit(),
              quantization.zeroPoints().limit(),
              axis,
              tensor.shape()));
    }
  }

  private static boolean isInteger(DType dtype) {
    return switch (dtype) {
      case F64, F32, F16, BF16 -> false;
      default -> true;
    };
  }

  private static double number(ByteBuffer data, DType dtype, int index) {
    if (!dtype.isDecoded()) {
      throw new MalformedSourceException(
          "holds " + dtype + " numbers, which are not read; export the weights as float32");
    }
    return dtype.number(data, index);
  }
}
