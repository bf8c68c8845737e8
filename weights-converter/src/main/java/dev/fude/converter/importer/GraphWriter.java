package dev.fude.converter.importer;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Eps;
import dev.fude.core.op.Op;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our graph while it is written. Nodes are called by what they do and counted, so that the same
 * network is the same graph, whoever exported it and whatever he called things.
 */
final class GraphWriter {
  private static final String PADS_OTHERWISE =
      ", and it otherwise, so that sides of other lengths give another picture.";

  /** What a model file may hold. */
  private static final int MOST_NODES = 10_000;

  /**
   * Added where a file adds nothing. A file of float16 has 0 for every eps up to 2^-25, this one
   * too; with none at all, a channel that is the same everywhere would be 0 / 0.
   */
  private static final double LEAST_EPS = 1e-12;

  /** Weights that no file holds, in numbers: a small file cannot ask for much memory. */
  private static final long MOST_MADE = 1 << 22;

  private final GraphBuilder builder;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, Integer> nodesOfKind = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>(); // of values, in order
  private final List<Picture> pictures = new ArrayList<>();
  private boolean lacksEps;
  private boolean passesOverQuantization;
  private int sideMultiple = 1; // of pads that are left to whoever paints
  private boolean padsLikeFude = true; // those make the same picture larger
  private long made;

  GraphWriter(int inputChannels) {
    builder = Graph.builder("picture", inputChannels);
    places.put(builder.input(), 0);
  }

  String input() {
    return builder.input();
  }

  /**
   * Adds a node.
   *
   * @param op what it does
   * @param inputs the values it takes
   * @param trained its tensors by role
   * @return the value it gives
   */
  String add(Op op, List<String> inputs, Map<String, Tensor> trained) {
    if (places.size() > MOST_NODES) {
      throw new NotImportableException(
          "is beyond the "
              + MOST_NODES
              + " nodes that a model file may hold; "
              + Call.EXPORT_WITHOUT);
    }
    String name = op.kind() + "_" + nodesOfKind.merge(op.kind(), 1, Integer::sum);
    builder.add(name, op, inputs, Map.of());
    trained.forEach((role, tensor) -> tensors.put(name + "." + role, tensor));
    places.put(name, places.size());
    return name;
  }

  /**
   * Makes weights that no file holds.
   *
   * @param number what all of them are
   * @param extents of their shape
   * @throws NotImportableException if they are too many, with those that were made before
   */
  Tensor weights(float number, int... extents) {
    long count = 1;
    for (int extent : extents) {
      count *= extent; // no more than 2^53: it was at most 2^22 before
      if (made + count > MOST_MADE) {
        throw new NotImportableException(
            "needs more numbers than are made for a graph, "
                + MOST_MADE
                + "; "
                + Call.EXPORT_WITHOUT);
      }
    }
    made += count;
    Tensor weights = Tensor.zeros(Shape.of(extents));
    Arrays.fill(weights.data(), number);
    return weights;
  }

  /** Which of two values was there first. */
  int placeOf(String value) {
    return places.get(value);
  }

  /**
   * The eps of one of our ops, which must be positive.
   *
   * @param stored as the foreign graph has it; 0 if it adds none, or one that its float16 made 0
   */
  double eps(double stored) {
    float eps = (float) stored;
    lacksEps |= eps == 0;
    return eps == 0 ? LEAST_EPS : Eps.of(eps);
  }

  /**
   * Tells that the graph pads pictures to multiples of a number, which is done outside of ours.
   *
   * @param number of the input's sides; a power of 2
   * @param likeFude whether it makes the same picture larger
   */
  void padsToMultiples(int number, boolean likeFude) {
    sideMultiple = Math.max(sideMultiple, number); // powers of 2
    padsLikeFude &= likeFude;
  }

  /** Tells that the graph rounds pictures to few numbers, which ours does not. */
  void passesOverQuantization() {
    passesOverQuantization = true;
  }

  /** What divides the sides of every picture that the graph need not pad, beside its strides. */
  int sideMultiple() {
    return sideMultiple;
  }

  private String padNote() {
    return "It pads pictures to whole multiples of "
        + sideMultiple
        + " and crops what comes out; painting does so round it, mirrored at the right and the"
        + " bottom"
        + (padsLikeFude ? "." : PADS_OTHERWISE);
  }

  /** What the user should know of the graph, one sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (lacksEps) {
      notes.add(
          "It has an eps of 0, or one that float16 made 0; Fude adds "
              + Eps.text(LEAST_EPS)
              + " there.");
    }
    if (passesOverQuantization) {
      notes.add(
          "It rounds what lies between its layers to few numbers (quantization), which Fude passes"
              + " over: programs that round give a picture that may be some grey levels off.");
    }
    if (sideMultiple > 1) {
      notes.add(padNote());
    }
    return notes;
  }

  /** Tells that a picture can be referred to. */
  void remember(Picture picture) {
    pictures.add(picture);
  }

  /** The first picture of that size, if there is one yet. */
  Optional<Picture> ofSize(Size size) {
    return pictures.stream().filter(picture -> picture.size().same(size)).findFirst();
  }

  Graph graph(List<String> outputs) {
    return builder.build(outputs);
  }

  /** The tensors that a graph needs. */
  Weights weights(Graph graph) {
    Map<String, Tensor> needed = new LinkedHashMap<>();
    graph.parameterShapes().keySet().forEach(name -> needed.put(name, tensors.get(name)));
    return new Weights(Map.of(), needed);
  }
}
