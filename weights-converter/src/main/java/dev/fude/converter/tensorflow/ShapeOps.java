package dev.fude.converter.tensorflow;

import dev.fude.converter.neutral.NeutralTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What is computed of sizes, and other shapes and orders of axes. */
final class ShapeOps implements OpTranslation {
  private static final long INT64 = 7; // of ONNX's types
  private static final long FLOAT32 = 1;

  private static final Set<String> VIEWS = Set.of("Transpose", "ExpandDims", "Reshape", "Squeeze");

  @Override
  public Set<String> ops() {
    return Set.of(
        "Shape",
        "Pack",
        "Range",
        "Fill",
        "Cast",
        "Reshape",
        "Squeeze",
        "ExpandDims",
        "Transpose",
        "Tile");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    return view(node, to).map(tensor -> to.stored(node, tensor)).orElseGet(() -> written(node, to));
  }

  /** A stored tensor with its axes in another order, one axis more, or of another shape. */
  private static Optional<NeutralTensor> view(GraphNode node, Translation to) {
    if (!VIEWS.contains(node.op())) {
      return Optional.empty();
    }
    return to.constant(to.operand(node, 0))
        .flatMap(
            tensor ->
                node.op().equals("Squeeze") ? squeezed(node, tensor) : view(node, tensor, to));
  }

  private static Optional<NeutralTensor> view(
      GraphNode node, NeutralTensor tensor, Translation to) {
    Optional<long[]> numbers = to.integers(to.operand(node, 1));
    int rank = tensor.shape().rank();
    return switch (node.op()) {
      case "Transpose" ->
          numbers.map(all -> order(all, rank)).filter(ShapeOps::isAny).map(tensor::permuted);
      case "ExpandDims" ->
          numbers.map(all -> expanded(all, rank)).filter(ShapeOps::isAny).map(tensor::permuted);
      default ->
          numbers
              .map(all -> extents(all, tensor.shape().elements()))
              .filter(ShapeOps::isAny)
              .flatMap(tensor::reshaped);
    };
  }

  private static boolean isAny(int[] axes) {
    return axes.length > 0;
  }

  /** A shape of so many elements, one extent of which may be left open; empty if it is none. */
  private static int[] extents(long[] wanted, long elements) {
    long known = LongStream.of(wanted).filter(n -> n != -1).reduce(1, (a, b) -> a * b);
    long open = known > 0 ? elements / known : 0;
    long[] extents = LongStream.of(wanted).map(n -> n == -1 ? open : n).toArray();
    boolean fits =
        LongStream.of(wanted).filter(n -> n == -1).count() <= 1
            && LongStream.of(extents).allMatch(n -> n > 0 && n <= elements)
            && LongStream.of(extents).reduce(1, (a, b) -> a * b) == elements;
    return fits ? LongStream.of(extents).mapToInt(n -> (int) n).toArray() : new int[0];
  }

  private static Optional<NeutralTensor> squeezed(GraphNode node, NeutralTensor tensor) {
    int[] extents = tensor.shape().extents();
    Optional<long[]> named =
        node.attributes().integers("squeeze_dims").filter(dropped -> dropped.length > 0);
    IntPredicate isDropped =
        axis ->
            named.isEmpty()
                ? extents[axis] == 1
                : LongStream.of(named.get()).anyMatch(n -> n == axis || n + extents.length == axis);
    int[] kept = IntStream.range(0, extents.length).filter(axis -> !isDropped.test(axis)).toArray();
    boolean drops =
        IntStream.range(0, extents.length).filter(isDropped).allMatch(a -> extents[a] == 1);
    return drops && kept.length > 0 ? Optional.of(tensor.permuted(kept)) : Optional.empty();
  }

  /** Each axis once; empty if that is not what the numbers are. */
  private static int[] order(long[] numbers, int rank) {
    boolean isOrder =
        numbers.length == rank
            && LongStream.of(numbers).distinct().filter(n -> n >= 0 && n < rank).count() == rank;
    return isOrder ? LongStream.of(numbers).mapToInt(n -> (int) n).toArray() : new int[0];
  }

  private static int[] expanded(long[] numbers, int rank) {
    long place = numbers.length != 1 ? -1 : numbers[0] < 0 ? numbers[0] + rank + 1 : numbers[0];
    if (place < 0 || place > rank) {
      return new int[0];
    }
    int[] axes = new int[rank + 1];
    for (int axis = 0; axis < axes.length; axis++) {
      axes[axis] = axis < place ? axis : axis == place ? -1 : axis - 1;
    }
    return axes;
  }

  private static String written(GraphNode node, Translation to) {
    return switch (node.op()) {
      case "Shape" -> to.write(node, "Shape", to.operands(node, 1), Map.of());
      case "Pack" -> packed(node, to);
      case "Range" -> to.write(node, "Range", to.operands(node, 3), Map.of());
      case "Fill" -> filled(node, to);
      case "Cast" ->
          to.write(
              node,
              "Cast",
              to.operands(node, 1),
              Map.of("to", node.attributes().isWhole("DstT") ? INT64 : FLOAT32));
      case "Reshape" -> to.write(node, "Reshape", to.operands(node, 2), Map.of("allowzero", 1L));
      case "Squeeze" -> squeezed(node, to);
      case "ExpandDims" -> to.write(node, "Unsqueeze", to.operands(node, 2), Map.of());
      case "Tile" -> to.write(node, "Tile", to.operands(node, 2), Map.of());
      default -> transposed(node, to);
    };
  }

  /** Single numbers become a list. */
  private static String packed(GraphNode node, Translation to) {
    if (node.attributes().integer("axis", 0) != 0) {
      throw Translation.refusal(node, "packs along another axis than the first; export it again");
    }
    String first = to.list(node, 0);
    List<String> parts = new ArrayList<>();
    for (String operand : to.operands(node)) {
      parts.add(to.write(node, "Unsqueeze", List.of(operand, first), Map.of()));
    }
    return to.write(node, "Concat", parts, Map.of("axis", 0L));
  }

  private static String filled(GraphNode node, Translation to) {
    NeutralTensor number =
        to.constant(to.operand(node, 1))
            .orElseThrow(
                () -> Translation.refusal(node, "fills with a computed number; export it again"));
    return to.write(node, "ConstantOfShape", to.operands(node, 1), Map.of("value", number));
  }

  private static String squeezed(GraphNode node, Translation to) {
    Optional<long[]> axes =
        node.attributes().integers("squeeze_dims").filter(dropped -> dropped.length > 0);
    List<String> operands = to.operands(node, 1);
    return to.write(
        node,
        "Squeeze",
        operands,
        axes.<Map<String, Object>>map(a -> Map.of("axes", a)).orElse(Map.of()));
  }

  /** The order is an input, which may be computed. */
  private static String transposed(GraphNode node, Translation to) {
    Optional<long[]> order = to.integers(to.operand(node, 1));
    return order.isPresent()
        ? to.write(node, "Transpose", to.operands(node, 1), Map.of("perm", order.get()))
        : to.write(node, "Transpose", to.operands(node, 2), Map.of());
  }
}
