package dev.fude.weights.pytorch;

import dev.fude.core.weights.DType;
import dev.fude.weights.neutral.MalformedSourceException;
import dev.fude.weights.neutral.NeutralTensor;
import dev.fude.weights.neutral.Quoted;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a pickle may name: the kinds of storages, and functions that build tensors and ordered
 * dictionaries. None of them runs anything of the file's.
 */
final class TorchGlobals {
  private static final Map<String, DType> STORAGES =
      Map.of(
          "torch.DoubleStorage", DType.F64,
          "torch.FloatStorage", DType.F32,
          "torch.HalfStorage", DType.F16,
          "torch.BFloat16Storage", DType.BF16,
          "torch.LongStorage", DType.I64,
          "torch.IntStorage", DType.I32,
          "torch.ShortStorage", DType.I16,
          "torch.CharStorage", DType.I8,
          "torch.ByteStorage", DType.U8,
          "torch.BoolStorage", DType.BOOL);

  private static final Map<String, Function> FUNCTIONS =
      Map.of(
          "collections.OrderedDict", TorchGlobals::orderedDictionary,
          "torch._utils._rebuild_tensor_v2", TorchGlobals::tensor,
          "torch._utils._rebuild_parameter", TorchGlobals::parameter,
          "torch.nn.parameter.Parameter", TorchGlobals::parameter);

  private final StorageLoader loader;

  /** Fetches the bytes of a storage. */
  interface StorageLoader {
    /**
     * Fetches.
     *
     * @param key the storage's name in the archive
     * @return its bytes
     */
    ByteBuffer load(String key);
  }

  /** What a pickle may call. */
  interface Function {
    /**
     * Builds a value.
     *
     * @param arguments what the pickle gives
     * @return the value
     */
    Object call(List<Object> arguments);
  }

  TorchGlobals(StorageLoader loader) {
    this.loader = loader;
  }

  /**
   * The global of that name.
   *
   * @return a {@link Function}, or the {@link DType} of a kind of storage
   * @throws MalformedSourceException if a pickle may not name it
   */
  Object find(String module, String name) {
    String global = module + "." + name;
    if (STORAGES.containsKey(global)) {
      return STORAGES.get(global);
    }
    if (FUNCTIONS.containsKey(global)) {
      return FUNCTIONS.get(global);
    }
    throw new MalformedSourceException(
        "it names "
            + Quoted.name(global)
            + ", which is not a tensor; the file is refused, save a plain state_dict instead");
  }

  /**
   * The storage that a persistent id means.
   *
   * @param id "storage", the kind of storage, its key in the archive, the device it was on, and how
   *     many numbers it holds
   */
  TorchStorage storage(List<Object> id) {
    if (id.size() != 5 || !"storage".equals(id.get(0)) || !(id.get(1) instanceof DType)) {
      throw PickleStack.confused();
    }
    DType dtype = (DType) id.get(1);
    String key = argument(id, 2, String.class);
    long numbers = argument(id, 4, Long.class);
    ByteBuffer data = loader.load(key);
    if (numbers < 0 || numbers > data.remaining() / dtype.bytes()) {
      throw new MalformedSourceException(
          String.format(
              "its storage %s should hold %d numbers but has %d bytes; download it again",
              Quoted.name(key), numbers, data.remaining()));
    }
    return new TorchStorage(dtype, data.duplicate().limit((int) numbers * dtype.bytes()));
  }

  /** Arguments: storage, offset, size, strides, and what matters to training alone. */
  private static Object tensor(List<Object> arguments) {
    TorchStorage storage = argument(arguments, 0, TorchStorage.class);
    long[] extents = integers(argument(arguments, 2, PickleTuple.class));
    int[] shape = new int[extents.length];
    for (int axis = 0; axis < shape.length; axis++) {
      // An extent beyond an int is as impossible as a negative one, and refused as such.
      shape[axis] = extents[axis] == (int) extents[axis] ? (int) extents[axis] : -1;
    }
    return NeutralTensor.strided(
        storage.dtype(),
        shape,
        integers(argument(arguments, 3, PickleTuple.class)),
        argument(arguments, 1, Long.class),
        storage.data());
  }

  /** Arguments: the tensor, and what matters to training alone. */
  private static Object parameter(List<Object> arguments) {
    return argument(arguments, 0, NeutralTensor.class);
  }

  /** Arguments: none, or a list of keys with their values. */
  private static Object orderedDictionary(List<Object> arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (!arguments.isEmpty()) {
      for (Object entry : argument(arguments, 0, List.class)) {
        List<?> pair = entry instanceof PickleTuple tuple ? tuple.items() : List.of();
        if (pair.size() != 2) {
          throw PickleStack.confused();
        }
        dictionary.put(requireKey(pair.get(0)), pair.get(1));
      }
    }
    return dictionary;
  }

  /** A key must be a text or a number: containers could hold themselves. */
  static Object requireKey(Object key) {
    if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key;
    }
    throw PickleStack.confused();
  }

  private static long[] integers(PickleTuple tuple) {
    long[] numbers = new long[tuple.items().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = argument(tuple.items(), i, Long.class);
    }
    return numbers;
  }

  private static <T> T argument(List<Object> arguments, int index, Class<T> type) {
    if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
      throw PickleStack.confused();
    }
    return type.cast(arguments.get(index));
  }
}
