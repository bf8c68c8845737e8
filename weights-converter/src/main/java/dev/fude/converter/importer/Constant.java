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
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A stored tensor.
 *
 * @param name its name in the file
 * @param tensor its numbers, not decoded yet
 */
record Constant(String name, NeutralTensor tensor) implements Value {
  /** Its numbers one by one, if they are few. */
  Optional<Numbers> numbers() {
    boolean isFew = tensor.shape().elements() <= Numbers.MOST;
    if (!isFew || !(tensor.dtype().isDecoded() || tensor.quantization().isPresent())) {
      return Optional.empty();
    }
    if (tensor.quantization().isPresent()) {
      return Optional.of(quantized());
    }
    ByteBuffer data = tensor.data();
    List<Amount> amounts = new ArrayList<>();
    for (int position : tensor.positions()) {
      amounts.add(Amount.of(tensor.dtype().number(data, position)));
    }
    return Optional.of(new Numbers(tensor.shape().extents(), amounts, isWhole()));
  }

  private Numbers quantized() {
    List<Amount> amounts = new ArrayList<>();
    for (float number : decoded().data()) {
      amounts.add(Amount.of(number));
    }
    return new Numbers(tensor.shape().extents(), amounts, false);
  }

  /**
   * The same numbers with the axes in another order.
   *
   * @param axesBefore for each new axis, the one that it was
   */
  Constant permuted(long[] axesBefore) {
    int rank = tensor.shape().rank();
    boolean isOrder =
        axesBefore.length == rank
            && LongStream.of(axesBefore).filter(axis -> axis >= 0 && axis < rank).distinct().count()
                == rank;
    if (!isOrder) {
      throw new NotImportableException("does not name each axis once; export the model again");
    }
    return new Constant(
        name, tensor.permuted(LongStream.of(axesBefore).mapToInt(axis -> (int) axis).toArray()));
  }

  /** Without an axis, if that is of one element; a negative one counts from the end. */
  Optional<Constant> without(long axis) {
    int rank = tensor.shape().rank();
    long place = axis < 0 ? axis + rank : axis;
    if (place < 0 || place >= rank || tensor.shape().extent((int) place) != 1) {
      return Optional.empty();
    }
    int[] others = IntStream.range(0, rank).filter(other -> other != place).toArray();
    return Optional.of(new Constant(name, tensor.permuted(others)));
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
