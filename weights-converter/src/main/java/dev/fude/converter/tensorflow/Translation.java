package dev.fude.converter.tensorflow;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.TranslatedNode;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A TensorFlow graph in ONNX's words.
 *
 * <p>Most ops have a namesake. The others differ in how they say things: a picture's channels come
 * last, so that a convolution gets a transposition before and behind it, as tf2onnx writes them; a
 * kernel's axes are in another order; paddings are pairs; sizes are packed from numbers. A node
 * that only hands a value on is left out, and its readers read that value. An op that nobody here
 * knows stays as it is, under a name that no operator of ONNX has, so that it is refused by its own
 * name if it is needed.
 */
public final class Translation {
  /** A new family of ops is one more line. */
  private static final List<OpTranslation> FAMILIES =
      List.of(
          new ConvolutionOps(),
          new PoolingOps(),
          new PadOps(),
          new ResizeOps(),
          new ReductionOps(),
          new BatchNormOps(),
          new ArithmeticOps(),
          new ActivationOps(),
          new ProductOps(),
          new ShapeOps(),
          new SliceOps(),
          new SameValueOps());

  private static final Map<String, OpTranslation> BY_OP =
      FAMILIES.stream()
          .flatMap(family -> family.ops().stream().map(op -> Map.entry(op, family)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** The version of ONNX's operators that the words are of. */
  private static final long OPSET = 18;

  /** Ten times what the largest known graph becomes. */
  private static final int MOST_NODES = 20_000;

  private static final String UNKNOWN = "tensorflow.";
  private static final Set<String> WITHOUT_VALUE = Set.of("NoOp", "Assert");

  private static final int PICTURE_AXES = 4;
  private static final int CHANNELS_LAST = 3;
  private static final long COLOURS = 3;

  /** More than the paddings of a picture, the longest list that is set. */
  private static final int MOST_INTEGERS = 16;

  private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
  private final Map<String, Set<String>> laterOutputs = new HashMap<>(); // by node, read by any
  private final Set<String> names = new HashSet<>(); // of values that are written
  private final Map<String, String> values = new HashMap<>(); // what a node's name stands for
  private final List<ForeignGraph.Input> inputs = new ArrayList<>();
  private final Map<String, NeutralTensor> constants = new LinkedHashMap<>();
  private final List<TranslatedNode> translated = new ArrayList<>();

  private Translation(Collection<GraphNode> ordered) {
    for (GraphNode node : ordered) {
      nodes.put(node.name(), node);
    }
    for (GraphNode node : ordered) {
      node.operands().forEach(this::rememberLater);
    }
  }

  private void rememberLater(String operand) {
    int colon = operand.lastIndexOf(':');
    if (colon > 0 && !nodes.containsKey(operand)) {
      laterOutputs
          .computeIfAbsent(operand.substring(0, colon), name -> new TreeSet<>())
          .add(operand);
    }
  }

  /**
   * Translates a graph that does not say what it is for: it gives what no node of it reads.
   *
   * @param ordered the nodes, each after those that it reads
   * @return the same in ONNX's words
   * @throws MalformedSourceException if a node is set to something that has no words
   */
  public static ForeignGraph of(Collection<GraphNode> ordered) {
    Set<String> read = new HashSet<>();
    ordered.forEach(node -> read.addAll(node.dependencies()));
    return of(
        ordered,
        ordered.stream()
            .filter(node -> !node.isConstant() && !isInput(node))
            .filter(node -> !WITHOUT_VALUE.contains(node.op()))
            .map(GraphNode::name)
            .filter(name -> !read.contains(name))
            .toList());
  }

  /**
   * Translates a graph.
   *
   * @param ordered the nodes, each after those that it reads
   * @param outputs the names of the values that a run gives
   * @return the same in ONNX's words
   * @throws MalformedSourceException if a node is set to something that has no words
   */
  public static ForeignGraph of(Collection<GraphNode> ordered, List<String> outputs) {
    Translation translation = new Translation(ordered);
    ordered.forEach(translation::visit);
    return new ForeignGraph(
        OPSET,
        translation.inputs,
        outputs.stream().map(translation::value).toList(),
        translation.constants,
        translation.translated);
  }

  private static boolean isInput(GraphNode node) {
    return node.op().equals("Placeholder");
  }

  private void visit(GraphNode node) {
    if (isInput(node)) {
      names.add(node.name());
      inputs.add(new ForeignGraph.Input(node.name(), extents(node)));
    } else if (!node.isConstant() && !WITHOUT_VALUE.contains(node.op())) {
      OpTranslation family = BY_OP.get(node.op());
      values.put(
          node.name(),
          family == null
              ? write(node, UNKNOWN + node.op(), operands(node), Map.of())
              : family.translate(node, this));
    }
  }

  /** Where nothing else is told, channels come last. */
  private List<Long> extents(GraphNode input) {
    List<Long> told = input.attributes().shape("shape");
    boolean isTold = !told.isEmpty() && told.size() != PICTURE_AXES;
    if (isTold || nodes.values().stream().anyMatch(node -> !isChannelsLast(node))) {
      return told;
    }
    List<Long> extents =
        new ArrayList<>(
            told.isEmpty()
                ? List.of(1L, ForeignGraph.FREE, ForeignGraph.FREE, ForeignGraph.FREE)
                : told);
    if (extents.get(1) <= 0 && extents.get(CHANNELS_LAST) <= 0) {
      extents.set(CHANNELS_LAST, COLOURS);
    }
    return extents;
  }

  /** Whether a node takes pictures as (batch, rows, columns, channels), as most do. */
  static boolean isChannelsLast(GraphNode node) {
    return !node.attributes().text("data_format", "NHWC").startsWith("NC");
  }

  private String value(String name) {
    return values.getOrDefault(name, name);
  }

  /** The names of the values that a node reads. */
  List<String> operands(GraphNode node) {
    return node.operands().stream().map(this::value).toList();
  }

  /** The name of a value that a node reads. */
  String operand(GraphNode node, int index) {
    List<String> operands = node.operands();
    if (index >= operands.size()) {
      throw refusal(node, "lacks its input " + index + "; export it again");
    }
    return value(operands.get(index));
  }

  /** The names of the first values that a node reads, whatever else follows. */
  List<String> operands(GraphNode node, int count) {
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(operand(node, i));
    }
    return operands;
  }

  /**
   * Writes one of the nodes that a node becomes.
   *
   * @param node the file's
   * @param operator ONNX's operator
   * @param operands the names of the values that it reads; empty names for those left out
   * @param settings by name
   * @return the name of the value that it gives
   */
  String write(
      GraphNode node, String operator, List<String> operands, Map<String, Object> settings) {
    if (translated.size() >= MOST_NODES) {
      throw refusal(node, "is beyond the " + MOST_NODES + " nodes that are read; export it again");
    }
    operands.forEach(this::openConstant);
    List<String> outputs = new ArrayList<>();
    outputs.add(newName(node));
    outputs.addAll(laterOutputs.getOrDefault(node.name(), Set.of()));
    translated.add(new TranslatedNode(operator, label(node), operands, outputs, settings));
    return outputs.get(0);
  }

  /** The node's own name for its first value, and names that nothing else has for the others. */
  private String newName(GraphNode node) {
    return names.add(node.name()) ? node.name() : otherName(node);
  }

  private String otherName(GraphNode node) {
    String name = node.name() + "~" + names.size();
    while (nodes.containsKey(name) || !names.add(name)) {
      name += "~";
    }
    return name;
  }

  private void openConstant(String name) {
    if (!constants.containsKey(name)) {
      constant(name).ifPresent(tensor -> constants.put(name, tensor));
    }
  }

  /** The numbers of a value that is stored. */
  Optional<NeutralTensor> constant(String name) {
    if (constants.containsKey(name)) {
      return Optional.of(constants.get(name));
    }
    GraphNode node = nodes.get(name);
    if (node == null || !node.isConstant()) {
      return Optional.empty();
    }
    try {
      return node.attributes().value();
    } catch (MalformedSourceException e) {
      throw new MalformedSourceException(
          "constant " + Quoted.name(name) + ": " + e.getMessage(), e);
    }
  }

  /** A few stored integers. */
  Optional<long[]> integers(String name) {
    return constant(name)
        .filter(tensor -> tensor.shape().elements() <= MOST_INTEGERS)
        .filter(tensor -> tensor.dtype().isDecoded())
        .map(Translation::integers);
  }

  private static long[] integers(NeutralTensor tensor) {
    ByteBuffer data = tensor.data();
    int[] positions = tensor.positions();
    long[] integers = new long[positions.length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = (long) tensor.dtype().number(data, positions[i]);
    }
    return integers;
  }

  /** Adds a stored tensor; gives its name. */
  String stored(GraphNode node, NeutralTensor tensor) {
    String name = otherName(node);
    constants.put(name, tensor);
    return name;
  }

  /** Adds a stored list of integers; gives its name. */
  String list(GraphNode node, long... integers) {
    return stored(node, NeutralTensor.integers(new int[] {integers.length}, integers));
  }

  /** Adds a stored integer; gives its name. */
  String integer(GraphNode node, long integer) {
    return stored(node, NeutralTensor.integers(new int[0], integer));
  }

  /** Adds a stored number; gives its name. */
  String real(GraphNode node, float number) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(number).flip();
    return stored(node, NeutralTensor.dense(DType.F32, new int[0], bytes));
  }

  /** A picture with its channels before its rows, as ONNX wants it, if they are not there yet. */
  String channelsFirst(GraphNode node, String picture) {
    return isChannelsLast(node)
        ? write(node, "Transpose", List.of(picture), Map.of("perm", new long[] {0, 3, 1, 2}))
        : picture;
  }

  /** The way back. */
  String asBefore(GraphNode node, String picture) {
    return isChannelsLast(node)
        ? write(node, "Transpose", List.of(picture), Map.of("perm", new long[] {0, 2, 3, 1}))
        : picture;
  }

  /** Two numbers of a list for all axes: those of rows and columns. */
  static long[] ofPixels(GraphNode node, String attribute, long[] otherwise) {
    Optional<long[]> all = node.attributes().integers(attribute);
    if (all.isEmpty() || all.get().length == 0) {
      return otherwise;
    }
    int rows = isChannelsLast(node) ? 1 : 2;
    if (all.get().length != PICTURE_AXES) {
      throw refusal(node, "says " + attribute + " of other axes than a picture's; export it again");
    }
    return new long[] {all.get()[rows], all.get()[rows + 1]};
  }

  /** What is said of a node that has no words. */
  static MalformedSourceException refusal(GraphNode node, String what) {
    return new MalformedSourceException("its node " + label(node) + " " + what);
  }

  private static String label(GraphNode node) {
    return Quoted.name(node.op()) + " " + Quoted.name(node.name());
  }
}
