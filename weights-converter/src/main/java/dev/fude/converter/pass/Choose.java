package dev.fude.converter.pass;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.core.Quoted;
import dev.fude.model.generator.LayerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chooses one of the networks in a file.
 *
 * <p>What fits the network that is looked for is its weights, whatever stands before their names.
 * If several fit, the one that was averaged while training paints best and is what its makers
 * publish; it is taken, and said. Otherwise the user has to name one. In a graph there is nothing
 * to choose.
 */
final class Choose {
  private static final int MAX_LISTED = 10;
  private static final Pattern NUMBERS_AT_END = Pattern.compile("(\\.\\d+)+$");
  private static final String HOW = "--network NAME, in a program Conversion.open(file, NAME)";

  private final NeutralModel model;
  private final LayerTable table;
  private final Networks networks;

  private Choose(NeutralModel model, LayerTable table) {
    this.model = model;
    this.table = table;
    networks = new Networks(model, table);
  }

  /**
   * Chooses.
   *
   * @param model what was read
   * @param table the layers of the network that is looked for
   * @param name the one that the user means, if he says so
   * @return the model with the chosen network's tensors alone and notes of what was chosen; with
   *     all of them where they are to be held against the network as they are
   * @throws MalformedSourceException if there is none of that name, none fits of several, or
   *     several fit and the user has to say which
   */
  static NeutralModel apply(NeutralModel model, LayerTable table, Optional<String> name) {
    if (!model.ops().isEmpty()) {
      name.ifPresent(Choose::refuseNameForGraph);
      return model;
    }
    Choose choose = new Choose(model, table);
    return name.map(choose::named).orElseGet(choose::unnamed);
  }

  private static void refuseNameForGraph(String name) {
    throw new MalformedSourceException(
        "it is a graph, which holds one network and none called "
            + Quoted.name(name)
            + "; leave out --network");
  }

  private NeutralModel named(String name) {
    List<Network> called =
        networks.all().stream().filter(network -> network.isCalled(name)).toList();
    if (called.isEmpty()) {
      throw new MalformedSourceException(
          String.format(
              "it holds no network called %s, but %s; name one of these",
              Quoted.name(name), listed(networks.all())));
    }
    List<Network> exact = called.stream().filter(network -> network.name().equals(name)).toList();
    List<Network> meant = exact.isEmpty() ? called : exact;
    List<Network> fitting = networks.fitting().stream().filter(meant::contains).toList();
    // What does not fit is taken all the same: what is wrong with it is said soon.
    return taken(fitting.isEmpty() ? meant.get(0) : oneOf(fitting));
  }

  private NeutralModel unnamed() {
    List<Network> fitting = networks.fitting();
    if (fitting.isEmpty()) {
      return nearest();
    }
    Network network = oneOf(fitting);
    boolean isPlain = network.prefix().isEmpty() && network.suffix().isEmpty();
    // What else a training state holds is left out, and listed, next.
    return fitting.size() == 1 && model.isTrainingState() && isPlain
        ? all(network)
        : taken(network);
  }

  private Network oneOf(List<Network> fitting) {
    List<Network> averaged = fitting.stream().filter(Network::isAveraged).toList();
    List<Network> best = fitting.size() > 1 && averaged.size() == 1 ? averaged : fitting;
    if (best.size() > 1) {
      throw new MalformedSourceException(
          String.format(
              "it holds %d networks that fit (%s); say which one is meant (%s)",
              fitting.size(), listed(fitting), HOW));
    }
    return best.get(0);
  }

  private NeutralModel taken(Network network) {
    List<String> notes = new ArrayList<>();
    List<Network> fitting = networks.fitting();
    if (fitting.size() > 1) {
      notes.add(
          String.format(
              "Took %s, %s, of %d networks that fit (%s); %s takes another.",
              Quoted.name(network.name()),
              network.isAveraged() ? "the averaged one" : "as told",
              fitting.size(),
              listed(fitting),
              HOW));
    }
    List<String> others = others(network, fitting);
    if (!others.isEmpty()) {
      notes.add(
          String.format(
              "Took %s and left out what else is in the file: %s.",
              Quoted.name(network.name()), String.join(", ", others)));
    }
    List<String> counters = networks.counters(network);
    if (!counters.isEmpty()) {
      notes.add(
          "Ignored counters, which are no weights: " + Quoted.names(counters, MAX_LISTED) + ".");
    }
    return model.reducedTo(networks.tensors(network), notes);
  }

  private List<String> others(Network network, List<Network> fitting) {
    List<String> names =
        networks.all().stream()
            .filter(other -> !other.dictionary().equals(network.dictionary()))
            .filter(other -> !fitting.contains(other))
            .map(Network::name)
            // An optimizer has a dictionary for each tensor.
            .map(name -> NUMBERS_AT_END.matcher(name).replaceFirst(""))
            .distinct()
            .filter(name -> !name.equals(Network.OUTERMOST))
            .toList();
    List<String> parts = new ArrayList<>();
    if (!names.isEmpty()) {
      parts.add(Quoted.names(names, MAX_LISTED));
    }
    int beside = fitting.size() > 1 ? 0 : networks.leftOut(network);
    if (beside > 0) {
      parts.add(beside + " tensors beside it");
    }
    return parts;
  }

  /** What to hold against the network although it does not fit, so that it is said why not. */
  private NeutralModel nearest() {
    Optional<Network> nearest = networks.nearest();
    if (model.isTrainingState()) {
      return all(nearest.orElseThrow(this::strangers));
    }
    if (model.dictionaries().size() == 1) {
      return nearest
          .map(network -> model.reducedTo(networks.tensors(network), List.of()))
          .orElse(model);
    }
    String none =
        String.format(
            "it holds several dictionaries of tensors (%s), and none fits", listed(networks.all()));
    throw new MalformedSourceException(
        nearest
            .map(
                network ->
                    String.format(
                        "%s; the nearest is %s, but %s",
                        none,
                        Quoted.name(network.name()),
                        Check.refusal(networks.problems(network), table)))
            .orElse(none + " " + table.network() + "; convert weights of that network"));
  }

  private NeutralModel all(Network network) {
    return model.reducedTo(model.dictionaries().get(network.dictionary()), List.of());
  }

  private MalformedSourceException strangers() {
    List<String> names = List.copyOf(model.dictionaries().values().iterator().next().keySet());
    return new MalformedSourceException(
        String.format(
            "its variables (%s) have none of the names in %s; convert its graph, which is read"
                + " whatever names it has: frozen, or exported to ONNX (python -m tf2onnx.convert"
                + " --saved-model FOLDER --output model.onnx, for a SavedModel)",
            Quoted.names(names, MAX_LISTED), table.network()));
  }

  private static String listed(List<Network> networks) {
    return Quoted.names(networks.stream().map(Network::name).toList(), MAX_LISTED);
  }
}
