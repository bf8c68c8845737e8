package dev.fude.converter.pytorch;

import static java.util.Map.entry;

import dev.fude.core.weights.DType;
import java.util.Map;
import java.util.Optional;

/**
 * PyTorch's names for kinds of numbers: the classes of storages that hold them, and the dtypes that
 * newer versions name beside a storage of plain bytes.
 */
final class TorchTypes {
  private static final Map<String, DType> BY_NAME =
      Map.ofEntries(
          entry("torch.DoubleStorage", DType.F64),
          entry("torch.FloatStorage", DType.F32),
          entry("torch.HalfStorage", DType.F16),
          entry("torch.BFloat16Storage", DType.BF16),
          entry("torch.LongStorage", DType.I64),
          entry("torch.IntStorage", DType.I32),
          entry("torch.ShortStorage", DType.I16),
          entry("torch.CharStorage", DType.I8),
          entry("torch.ByteStorage", DType.U8),
          entry("torch.BoolStorage", DType.BOOL),
          entry("torch.storage.UntypedStorage", DType.U8),
          entry("torch.float64", DType.F64),
          entry("torch.float32", DType.F32),
          entry("torch.float16", DType.F16),
          entry("torch.bfloat16", DType.BF16),
          entry("torch.int64", DType.I64),
          entry("torch.int32", DType.I32),
          entry("torch.int16", DType.I16),
          entry("torch.int8", DType.I8),
          entry("torch.uint64", DType.U64),
          entry("torch.uint32", DType.U32),
          entry("torch.uint16", DType.U16),
          entry("torch.uint8", DType.U8),
          entry("torch.bool", DType.BOOL));

  private TorchTypes() {}

  /** The kind of numbers that a global means, if it means one. */
  static Optional<DType> find(String global) {
    return Optional.ofNullable(BY_NAME.get(global));
  }
}
