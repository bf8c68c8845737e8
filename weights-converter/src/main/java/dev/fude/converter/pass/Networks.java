package dev.fude.converter.pass;

import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.weights.DType;
import dev.fude.model.generator.LayerTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The networks in a file, found by the names of tensors: wherever the same thing stands before, and
 * behind, all names that the network knows.
 *
 * <p>That is how every wrapper shows: {@code module.} for several devices, {@code generator.} in a
 * larger module, a scope of TensorFlow's, the key of a checkpoint's dictionary, an average beside
 * each variable. What a compiler puts between modules is taken out first.
 */
final class Networks {
  /** What wrappers of inner modules leave in the middle of names. */
  private static final List<String> INNER_WRAPPERS =
      List.of("_orig_mod.", "_fsdp_wrapped_module.", "_checkpoint_wrapped_module.");

  private static final List<String> SUFFIXES = List.of("", "/ExponentialMovingAverage");

  /** A hostile name may have megabytes. */
  private static final int MAX_NAME = 1_000;

  /** Wrappers within wrappers. */
  private static final int MAX_WRAPPERS = 8;

  /** More generators than any training has; each is held against the network. */
  private static final int MAX_WHOLE = 64;

  private final NeutralModel model;
  private final LayerTable table;
  private final KnownNames known;
  private final Map<String, Map<String, NeutralTensor>> dictionaries = new LinkedHashMap<>();
  private final Map<Network, Set<String>> met = new LinkedHashMap<>();

  Networks(NeutralModel model, LayerTable table) {
    this.model = model;
    this.table = table;
    known = new KnownNames(table);
    model.dictionaries().forEach(this::look);
  }

  private void look(String dictionary, Map<String, NeutralTensor> tensors) {
    Map<String, NeutralTensor> plain = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> plain.putIfAbsent(withoutInnerWrappers(name), tensor));
    dictionaries.put(dictionary, plain);
    plain.keySet().forEach(name -> look(dictionary, name));
  }

  private static String withoutInnerWrappers(String name) {
    String plain = name;
    for (String wrapper : INNER_WRAPPERS) {
      plain = plain.length() <= MAX_NAME ? plain.replace(wrapper, "") : plain;
    }
    return plain;
  }

  private void look(String dictionary, String name) {
    if (name.length() > MAX_NAME) {
      return;
    }
    for (String suffix : SUFFIXES) {
      int wrappers = 0;
      for (int at = 0; at < name.length() && wrappers <= MAX_WRAPPERS; at++) {
        if (at == 0 || Network.isSeparator(name.charAt(at - 1))) {
          wrappers++;
          meet(new Network(dictionary, name.substring(0, at), suffix), name);
        }
      }
    }
  }

  private void meet(Network network, String name) {
    if (network.has(name)) {
      known
          .find(network.inner(name))
          .ifPresent(
              tensor -> met.computeIfAbsent(network, place -> new HashSet<>()).add(tensor.name()));
    }
  }

  /** All that can be chosen: places with half of the names, and every dictionary. */
  List<Network> all() {
    List<Network> all = new ArrayList<>();
    met.forEach(
        (network, names) -> {
          if (2 * names.size() >= table.tensors().size()) {
            all.add(network);
          }
        });
    for (String dictionary : dictionaries.keySet()) {
      if (all.stream().noneMatch(network -> network.dictionary().equals(dictionary))) {
        all.add(new Network(dictionary, "", ""));
      }
    }
    return all;
  }

  /** The places where all names are. */
  private List<Network> whole() {
    return met.entrySet().stream()
        .filter(entry -> entry.getValue().size() == table.tensors().size())
        .map(Map.Entry::getKey)
        .limit(MAX_WHOLE)
        .toList();
  }

  /** The places whose tensors are exactly the network's. */
  List<Network> fitting() {
    Set<Set<NeutralTensor>> seen = new HashSet<>();
    List<Network> fitting = new ArrayList<>();
    for (Network network : whole()) {
      // The same tensors under other names are the same network.
      if (problems(network).isEmpty() && seen.add(new HashSet<>(tensors(network).values()))) {
        fitting.add(network);
      }
    }
    fitting.removeIf(network -> fitting.stream().anyMatch(other -> isReadBetter(other, network)));
    return fitting;
  }

  /**
   * Whether a place is one within another, which has the same tensors under the original's whole
   * names: AnimeGANv3's {@code generator} has a norm that its {@code generator_1} has in its stead.
   */
  private boolean isReadBetter(Network outer, Network inner) {
    return outer.dictionary().equals(inner.dictionary())
        && outer.prefix().length() < inner.prefix().length()
        && namesIn(inner).stream().anyMatch(namesIn(outer)::contains);
  }

  /** What a place's tensors are called in the file. */
  private Set<String> namesIn(Network network) {
    Set<String> names = new HashSet<>();
    tensors(network).keySet().forEach(name -> names.add(network.outer(name)));
    return names;
  }

  /** The place with the most names, if there is any. */
  Optional<Network> nearest() {
    return met.entrySet().stream()
        .max(Comparator.comparing(entry -> entry.getValue().size()))
        .map(Map.Entry::getKey);
  }

  /** How the file fits, in the places that a name means or in any. */
  Fit fit(Optional<String> name) {
    Predicate<Network> isMeant = network -> name.map(network::isCalled).orElse(true);
    int most =
        met.entrySet().stream()
            .filter(entry -> isMeant.test(entry.getKey()))
            .mapToInt(entry -> entry.getValue().size())
            .max()
            .orElse(0);
    return new Fit(
        fitting().stream().filter(isMeant).map(Network::name).toList(),
        (double) most / table.tensors().size());
  }

  List<String> problems(Network network) {
    NeutralModel alone = model.reducedTo(tensors(network), List.of());
    Map<String, NeutralTensor> renamed = Rename.apply(alone, table);
    return Check.problems(Transpose.apply(renamed, model.layout(), table), table);
  }

  /**
   * A network's tensors, by their names inside it.
   *
   * @return also those that it does not know, apart from counters, from what training keeps, and
   *     from another network in it
   */
  Map<String, NeutralTensor> tensors(Network network) {
    List<Network> others =
        whole().stream()
            .filter(other -> other.prefix().length() > network.prefix().length())
            .toList();
    Map<String, NeutralTensor> tensors = new LinkedHashMap<>();
    dictionaries
        .get(network.dictionary())
        .forEach(
            (name, tensor) -> {
              if (network.has(name) && belongs(name, tensor, network, others)) {
                tensors.put(network.inner(name), tensor);
              }
            });
    return tensors;
  }

  private boolean belongs(
      String name, NeutralTensor tensor, Network network, List<Network> others) {
    if (known.has(network.inner(name))) {
      return true;
    }
    boolean isAnothers =
        others.stream()
            .anyMatch(other -> other.dictionary().equals(network.dictionary()) && other.has(name));
    return !isAnothers && !isCounter(tensor) && !model.isTrainingState();
  }

  /** How many tensors of its dictionary a network does not take, counters apart. */
  int leftOut(Network network) {
    int taken = tensors(network).size() + counters(network).size();
    return dictionaries.get(network.dictionary()).size() - taken;
  }

  /** The names of counters beside the network's tensors. */
  List<String> counters(Network network) {
    List<String> counters = new ArrayList<>();
    dictionaries
        .get(network.dictionary())
        .forEach(
            (name, tensor) -> {
              if (!(network.has(name) && known.has(network.inner(name))) && isCounter(tensor)) {
                counters.add(name);
              }
            });
    return counters;
  }

  /** No weight is a single number, or made of integers that stand for themselves. */
  private static boolean isCounter(NeutralTensor tensor) {
    return tensor.shape().rank() == 0
        || (tensor.quantization().isEmpty() && !isReal(tensor.dtype()));
  }

  private static boolean isReal(DType dtype) {
    return switch (dtype) {
      case F64, F32, F16, BF16 -> true;
      default -> false;
    };
  }
}
