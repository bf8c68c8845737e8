package dev.fude.converter.tensorflow;

import dev.fude.core.weights.DType;
import java.util.Map;
import java.util.Optional;

/** TensorFlow's enum {@code DataType} in {@code types.proto}, as far as its values are numbers. */
public final class TensorFlowTypes {
  private static final Map<Long, DType> TYPES =
      Map.ofEntries(
          Map.entry(1L, DType.F32),
          Map.entry(2L, DType.F64),
          Map.entry(3L, DType.I32),
          Map.entry(4L, DType.U8),
          Map.entry(5L, DType.I16),
          Map.entry(6L, DType.I8),
          Map.entry(9L, DType.I64),
          Map.entry(10L, DType.BOOL),
          Map.entry(11L, DType.I8), // quantized, as are the next ones but the brain float
          Map.entry(12L, DType.U8),
          Map.entry(13L, DType.I32),
          Map.entry(14L, DType.BF16),
          Map.entry(15L, DType.I16),
          Map.entry(16L, DType.U16),
          Map.entry(17L, DType.U16),
          Map.entry(19L, DType.F16),
          Map.entry(22L, DType.U32),
          Map.entry(23L, DType.U64));

  private TensorFlowTypes() {}

  /**
   * How numbers of a type are stored.
   *
   * @param type the enum's value
   * @return empty for texts, complex numbers and what else is no plain number
   */
  public static Optional<DType> find(long type) {
    return Optional.ofNullable(TYPES.get(type));
  }

  /**
   * Whether numbers of a type are integers.
   *
   * @param type how they are stored
   * @return false for real numbers and truth values
   */
  public static boolean isWhole(DType type) {
    return switch (type) {
      case I8, I16, I32, I64, U8, U16, U32, U64 -> true;
      default -> false;
    };
  }
}
