package dev.fude.converter.importer;

import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.pass.Dequantize;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stored tensor.
 *
 * @param name its name in the file
 * @param tensor its numbers, not decoded yet
 */
record Constant(String name, NeutralTensor tensor) implements Value {
  /** Its numbers one by one, if they are few. */
  Optional<Numbers> numbers() {
    boolean isPlain = tensor.quantization().isEmpty() && tensor.dtype().isDecoded();
    if (!isPlain || tensor.shape().elements() > Numbers.MOST) {
      return Optional.empty();
    }
    ByteBuffer data = tensor.data();
    List<Amount> amounts = new ArrayList<>();
    for (int position : tensor.positions()) {
      amounts.add(Amount.of(tensor.dtype().number(data, position)));
    }
    return Optional.of(new Numbers(tensor.shape().extents(), amounts, isWhole()));
  }

  private boolean isWhole() {
    return switch (tensor.dtype()) {
      case F64, F32, F16, BF16 -> false;
      default -> true;
    };
  }

  /** Whether it holds numbers that can be trained. */
  boolean isReal() {
    DType dtype = tensor.dtype();
    return tensor.quantization().isPresent()
        || dtype == DType.F32
        || dtype == DType.F16
        || dtype == DType.BF16
        || dtype == DType.F64;
  }

  /** Its numbers as float32. */
  Tensor decoded() {
    return Dequantize.apply(Map.of(name, tensor)).get(name);
  }
}
