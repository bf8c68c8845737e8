package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a pickle may name: kinds of numbers, and functions that build tensors and plain
 * containers. None of them runs anything of the file's.
 *
 * <p>Sources: {@code torch/_utils.py}, {@code torch/_tensor.py} and {@code torch/serialization.py}
 * of PyTorch 0.1.12, 1.13 and 2.13.
 */
final class TorchGlobals {
  private static final Map<String, Function> FUNCTIONS =
      Map.of(
          "collections.OrderedDict", TorchGlobals::orderedDictionary,
          "torch.Size", TorchGlobals::size,
          "torch._utils._rebuild_tensor", TorchGlobals::tensor,
          "torch._utils._rebuild_tensor_v2", TorchGlobals::tensor,
          "torch._utils._rebuild_tensor_v3", TorchGlobals::tensorOfBytes,
          "torch._utils._rebuild_parameter", TorchGlobals::sameTensor,
          "torch._utils._rebuild_parameter_with_state", TorchGlobals::sameTensor,
          "torch.nn.parameter.Parameter", TorchGlobals::sameTensor,
          "torch.Tensor", TorchGlobals::sameTensor,
          "torch._tensor._rebuild_from_type_v2", TorchGlobals::tensorOfType);

  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

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

  /**
   * The global of that name.
   *
   * @return a {@link Function}, or the {@link DType} of a kind of numbers
   * @throws MalformedSourceException if a pickle may not name it
   */
  Object find(String module, String name) {
    String global = module + "." + name;
    Optional<DType> type = TorchTypes.find(global);
    if (type.isPresent()) {
      return type.get();
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
   * @param id "storage", the kind of storage, its key in the file, the device it was on, and how
   *     many numbers it holds; in the older format also None, or what is seen of it: the view's own
   *     key, its first number, and how many
   */
  TorchStorage storage(List<Object> id) {
    boolean isStorage = (id.size() == 5 || id.size() == 6) && "storage".equals(id.get(0));
    if (!isStorage) {
      throw PickleStack.confused();
    }
    TorchStorage whole =
        TorchStorage.whole(
            argument(id, 2, String.class),
            argument(id, 1, DType.class),
            argument(id, 4, Long.class));
    TorchStorage known = storages.putIfAbsent(whole.key(), whole);
    if (known != null && !known.equals(whole)) {
      throw new MalformedSourceException(
          "its storage "
              + Quoted.name(whole.key())
              + " is described in two ways; save a plain state_dict");
    }
    if (id.size() == 5 || id.get(5) == PickleNone.NONE) {
      return whole;
    }
    List<Object> view = argument(id, 5, PickleTuple.class).items();
    return whole.view(argument(view, 1, Long.class), argument(view, 2, Long.class));
  }

  /** All storages that were named, each whole, by their keys. */
  Map<String, TorchStorage> storages() {
    return storages;
  }

  /** Arguments: storage, offset, size, strides, two that matter to training alone, and bits. */
  private static Object tensor(List<Object> arguments) {
    requireNoBits(arguments, 6);
    TorchStorage storage = argument(arguments, 0, TorchStorage.class);
    return tensor(arguments, storage, storage.dtype());
  }

  /** Arguments: as {@link #tensor}, but of a storage of bytes, and before the bits the dtype. */
  private static Object tensorOfBytes(List<Object> arguments) {
    requireNoBits(arguments, 7);
    TorchStorage storage = argument(arguments, 0, TorchStorage.class);
    return tensor(arguments, storage, argument(arguments, 6, DType.class));
  }

  private static TorchTensor tensor(List<Object> arguments, TorchStorage storage, DType dtype) {
    return new TorchTensor(
        storage,
        dtype,
        argument(arguments, 1, Long.class),
        integers(argument(arguments, 2, PickleTuple.class)),
        integers(argument(arguments, 3, PickleTuple.class)));
  }

  /** PyTorch may put a change of sign off, and say so beside the tensor. */
  private static void requireNoBits(List<Object> arguments, int index) {
    boolean isPlain =
        arguments.size() <= index
            || (arguments.get(index) instanceof Map<?, ?> map && map.isEmpty());
    if (!isPlain) {
      throw new MalformedSourceException(
          "it holds a tensor whose sign is yet to be changed; save it after resolve_neg()");
    }
  }

  /** Arguments: a tensor, and what matters to training alone. */
  private static Object sameTensor(List<Object> arguments) {
    return argument(arguments, 0, TorchTensor.class);
  }

  /** Arguments: another of these functions, a class, the function's arguments, and attributes. */
  private static Object tensorOfType(List<Object> arguments) {
    Function function = argument(arguments, 0, Function.class);
    // Not itself: a file could nest it as deep as it likes.
    if (function == FUNCTIONS.get("torch._tensor._rebuild_from_type_v2")) {
      throw PickleStack.confused();
    }
    argument(arguments, 1, Function.class);
    Object tensor = function.call(argument(arguments, 2, PickleTuple.class).items());
    return argument(List.of(tensor), 0, TorchTensor.class);
  }

  /** Arguments: a tuple. */
  private static Object size(List<Object> arguments) {
    return argument(arguments, 0, PickleTuple.class);
  }

  /** Arguments: none, or a list of keys with their values. */
  private static Object orderedDictionary(List<Object> arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (!arguments.isEmpty()) {
      for (Object entry : argument(arguments, 0, List.class)) {
        List<?> pair = pair(entry);
        dictionary.put(requireKey(pair.get(0)), pair.get(1));
      }
    }
    return dictionary;
  }

  /** A tuple of two, or as Python 2 writes it a list. */
  private static List<?> pair(Object entry) {
    Object items = entry instanceof PickleTuple tuple ? tuple.items() : entry;
    if (items instanceof List<?> pair && pair.size() == 2) {
      return pair;
    }
    throw PickleStack.confused();
  }

  /** A key must be a text or a number: containers could hold themselves. */
  static Object requireKey(Object key) {
    if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key;
    }
    throw PickleStack.confused();
  }

  private static List<Long> integers(PickleTuple tuple) {
    List<Long> integers = new ArrayList<>();
    for (int i = 0; i < tuple.items().size(); i++) {
      integers.add(argument(tuple.items(), i, Long.class));
    }
    return integers;
  }

  private static <T> T argument(List<Object> arguments, int index, Class<T> type) {
    if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
      throw PickleStack.confused();
    }
    return type.cast(arguments.get(index));
  }
}
