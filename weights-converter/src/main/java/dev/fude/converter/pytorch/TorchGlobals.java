package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a pickle may name to any effect: kinds of numbers, and functions that build tensors and
 * plain containers. None of them runs anything of the file's, and every other name means an {@link
 * InertValue}.
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

  /** As many foreign names as a note could ever list; a hostile pickle has any number. */
  private static final int MAX_FOREIGN = 1_000;

  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();
  private final Set<String> foreign = new LinkedHashSet<>();

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
   * @return a {@link Function}, the {@link DType} of a kind of numbers, or for anything else an
   *     {@link InertValue}
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
    return inert(global);
  }

  private InertValue inert(String name) {
    if (foreign.size() < MAX_FOREIGN) {
      foreign.add(name);
    }
    return new InertValue(name);
  }

  /** The names that mean nothing here, in the pickle's order. */
  Set<String> foreign() {
    return foreign;
  }

  /**
   * What a persistent id means.
   *
   * @param id for a storage "storage", the kind of storage, its key in the file, the device it was
   *     on, and how many numbers it holds; in the older format also None, or what is seen of it:
   *     the view's own key, its first number, and how many
   * @return the storage; an inert value if it is something else, or holds numbers that are not read
   */
  Object persistent(Object id) {
    List<Object> parts = id instanceof PickleTuple tuple ? tuple.items() : List.of();
    boolean isStorage = (parts.size() == 5 || parts.size() == 6) && "storage".equals(parts.get(0));
    if (!isStorage) {
      return inert("a persistent object");
    }
    return parts.get(1) instanceof InertValue kind ? kind : storage(parts);
  }

  private TorchStorage storage(List<Object> id) {
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
    if (isForeign(arguments, 0)) {
      return arguments.get(0);
    }
    requireNoBits(arguments, 6);
    TorchStorage storage = argument(arguments, 0, TorchStorage.class);
    return tensor(arguments, storage, storage.dtype());
  }

  /** Arguments: as {@link #tensor}, but of a storage of bytes, and before the bits the dtype. */
  private static Object tensorOfBytes(List<Object> arguments) {
    if (isForeign(arguments, 6)) {
      return arguments.get(6);
    }
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
    return isForeign(arguments, 0) ? arguments.get(0) : argument(arguments, 0, TorchTensor.class);
  }

  /** Whether an argument is of a kind that is not read: what is built of it is not either. */
  private static boolean isForeign(List<Object> arguments, int index) {
    return index < arguments.size() && arguments.get(index) instanceof InertValue;
  }

  /** Arguments: another of these functions, a class, the function's arguments, and attributes. */
  private static Object tensorOfType(List<Object> arguments) {
    if (isForeign(arguments, 0)) {
      return arguments.get(0);
    }
    Function function = argument(arguments, 0, Function.class);
    // Not itself: a file could nest it as deep as it likes.
    if (function == FUNCTIONS.get("torch._tensor._rebuild_from_type_v2")) {
      throw PickleStack.confused();
    }
    Object tensor = function.call(argument(arguments, 2, PickleTuple.class).items());
    return tensor instanceof InertValue ? tensor : argument(List.of(tensor), 0, TorchTensor.class);
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
        if (isKey(pair.get(0))) {
          dictionary.put(pair.get(0), pair.get(1));
        }
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

  /** Whether a key may name something: a text or a number. */
  static boolean isKey(Object key) {
    return key instanceof String || key instanceof Number || key instanceof Boolean;
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
