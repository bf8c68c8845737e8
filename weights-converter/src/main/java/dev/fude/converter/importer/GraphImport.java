package dev.fude.converter.importer;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.ForeignNode;
import dev.fude.converter.neutral.KnownOpset;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.InvalidShapeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The whole way of a foreign graph to ours: what the output needs, what each node gives, what is
 * written of it.
 *
 * <p>A graph need not be trusted. It is walked through in its own order, and a few times more as
 * long as there are resizes to the size of a picture that comes later; nothing calls itself, and
 * nothing is decoded but small numbers and the weights of nodes that are written.
 */
public final class GraphImport {
  private static final int CHANNELS = PictureInput.CHANNELS;

  private static final int MOST_ROUNDS = 16;
  private static final int MOST_LISTED = 5;

  private final ForeignGraph graph;
  private final NeededNodes needed;
  private final Map<String, Value> values = new HashMap<>();
  private final PictureInput input;
  private final Trials trials;
  private final GraphWriter out;

  private GraphImport(ForeignGraph graph) {
    this.graph = graph;
    if (graph.outputs().isEmpty()) {
      throw new MalformedSourceException("its graph has no output; export the model again");
    }
    needed = NeededNodes.of(graph);
    requireKnownOperators();
    input = PictureInput.of(graph, needed.nodes());
    trials = new Trials(input.extent(Axis.HEIGHT), input.extent(Axis.WIDTH));
    out = new GraphWriter(CHANNELS);
    Picture picture = new StoredPicture(out.input(), CHANNELS, trials.input());
    picture.stored(out);
    values.put(input.name(), new Laid(picture, input.order()));
  }

  /**
   * Makes our graph of a foreign one that gives one picture.
   *
   * @param graph the foreign graph
   * @return the same network in our ops
   * @throws MalformedSourceException if a node does something that Fude has no op for, the graph
   *     gives something else, or it is damaged; the message names the node, and is a clause about
   *     "it"
   */
  public static ImportedGraph of(ForeignGraph graph) {
    return new GraphImport(graph).imported(Outputs::picture);
  }

  /**
   * Makes our graph of a foreign one, whatever maps of rows, columns and channels it gives, and
   * however many.
   *
   * @param graph the foreign graph
   * @return the same network in our ops
   * @throws MalformedSourceException as {@link #of}
   */
  public static ImportedGraph ofMaps(ForeignGraph graph) {
    return new GraphImport(graph).imported(Outputs::maps);
  }

  private ImportedGraph imported(Function<Outputs, Map<String, Laid>> wanted) {
    understandAll();
    Outputs given = new Outputs(graph.outputs(), this::find, trials.input());
    Map<String, String> outputs = written(wanted.apply(given));
    Graph ours = out.graph(List.copyOf(new LinkedHashSet<>(outputs.values())));
    List<String> notes = new ArrayList<>(KnownOpset.notes(graph.opset()));
    notes.addAll(graph.notes());
    notes.addAll(out.notes());
    if (trials.isFreed()) {
      notes.add(0, "Its sizes were fixed in the graph and are free now.");
    }
    notes.addAll(given.notes());
    return new ImportedGraph(
        ours, out.weights(ours), outputs, input.ofBytes(), out.sideMultiple(), notes);
  }

  private void understandAll() {
    List<ForeignNode> waiting = new ArrayList<>(needed.nodes());
    for (int round = 0; !waiting.isEmpty(); round++) {
      List<ForeignNode> later = new ArrayList<>();
      for (ForeignNode node : waiting) {
        if (!isUnderstood(node)) {
          later.add(node);
        }
      }
      if (later.size() == waiting.size() || round == MOST_ROUNDS) {
        throw notFound(later.get(0));
      }
      waiting = later;
    }
  }

  private void requireKnownOperators() {
    List<ForeignNode> unknown = Patterns.unknown(needed.nodes());
    if (unknown.isEmpty()) {
      return;
    }
    String names =
        unknown.stream().limit(MOST_LISTED).map(this::place).collect(Collectors.joining(", "));
    String more =
        unknown.size() > MOST_LISTED ? " and " + (unknown.size() - MOST_LISTED) + " more" : "";
    throw new MalformedSourceException(
        String.format(
            "Fude has no op for what its graph does in %s%s; %s",
            names, more, Cures.of(unknown.stream().map(ForeignNode::operator).toList())));
  }

  /** A node and where it stands. */
  private String place(ForeignNode node) {
    return String.format(
        "node %s (%d of %d)", node.label(), graph.nodes().indexOf(node) + 1, graph.nodes().size());
  }

  /** Finds out what a node gives; false if it has to wait for something. */
  private boolean isUnderstood(ForeignNode node) {
    List<Optional<Value>> operands = new ArrayList<>();
    for (String name : node.inputs()) {
      Optional<Value> value = name.isEmpty() ? Optional.empty() : find(name);
      if (value.isEmpty() && !name.isEmpty()) {
        return false;
      }
      operands.add(value);
    }
    Optional<Value> result = applied(node, operands);
    result.ifPresent(value -> keep(node, value));
    return result.isPresent();
  }

  private Optional<Value> find(String name) {
    return Optional.ofNullable(values.get(name))
        .or(
            () ->
                Optional.ofNullable(graph.constants().get(name))
                    .map(tensor -> new Constant(name, tensor)));
  }

  private Optional<Value> applied(ForeignNode node, List<Optional<Value>> operands) {
    return refusingByName(
        node, () -> Patterns.apply(new Call(node, graph.opset(), operands, trials, out)));
  }

  private interface Step<T> {
    T take();
  }

  private <T> T refusingByName(ForeignNode node, Step<T> step) {
    try {
      return step.take();
    } catch (NotImportableException e) {
      throw new MalformedSourceException("its " + place(node) + " " + e.getMessage(), e);
    } catch (InvalidShapeException | IllegalArgumentException | ArithmeticException e) {
      throw new MalformedSourceException(
          String.format(
              "its %s is no op of Fude's (%s); %s",
              place(node), e.getMessage().replaceAll("[.]$", ""), Call.EXPORT_WITHOUT),
          e);
    }
  }

  private void keep(ForeignNode node, Value value) {
    List<Value> given = value instanceof Parts parts ? parts.values() : List.of(value);
    for (int i = 0; i < given.size(); i++) {
      keep(node.outputs().get(i), given.get(i));
    }
  }

  private void keep(String name, Value value) {
    values.put(name, value);
    if (value instanceof Laid laid) {
      laid.picture().readBy(needed.readersOf(name));
    }
  }

  private MalformedSourceException notFound(ForeignNode node) {
    Optional<String> missing =
        node.inputs().stream().filter(name -> !name.isEmpty() && find(name).isEmpty()).findFirst();
    return new MalformedSourceException(
        missing
            .map(
                name ->
                    String.format(
                        "its %s reads %s, which nothing before it gives; export the model again",
                        place(node), Quoted.name(name)))
            .orElseGet(
                () ->
                    String.format(
                        "its %s makes a size that is neither a whole multiple of what it reads nor"
                            + " any other picture's, which Fude has no op for; "
                            + Call.EXPORT_WITHOUT,
                        place(node))));
  }

  /** Writes the nodes that give the outputs. */
  private Map<String, String> written(Map<String, Laid> outputs) {
    Map<String, String> written = new LinkedHashMap<>();
    outputs.forEach(
        (name, laid) -> {
          ForeignNode last =
              needed.nodes().stream()
                  .filter(node -> node.outputs().contains(name))
                  .findFirst()
                  .orElseThrow(GraphImport::givesBack);
          String stored = refusingByName(last, () -> laid.picture().stored(out));
          if (stored.equals(out.input())) {
            throw givesBack();
          }
          written.put(name, stored);
        });
    return written;
  }

  private static MalformedSourceException givesBack() {
    return new MalformedSourceException(
        "its graph gives back what it is given; convert a network that paints");
  }
}
