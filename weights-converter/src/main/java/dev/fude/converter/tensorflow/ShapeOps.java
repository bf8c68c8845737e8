package dev.fude.converter.tensorflow;

import dev.fude.converter.neutral.NeutralTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** What is computed of sizes, and other shapes and orders of axes. */
final class ShapeOps implements OpTranslation {
  private static final long INT64 = 7; // of ONNX's types
  private static final long FLOAT32 = 1;

  @Override
  public Set<String> ops() {
    return Set.of(
        "Shape", "Pack", "Range", "Fill", "Cast", "Reshape", "Squeeze", "ExpandDims", "Transpose");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    return view(node, to).map(tensor -> to.stored(node, tensor)).orElseGet(() -> written(node, to));
  }

  /** A stored tensor with its axes in another order, or one axis more. */
  private static Optional<NeutralTensor> view(GraphNode node, Translation to) {
    boolean isView = node.op().equals("Transpose") || node.op().equals("ExpandDims");
    Optional<NeutralTensor> stored = isView ? to.constant(to.operand(node, 0)) : Optional.empty();
    return stored.flatMap(
        tensor ->
            to.integers(to.operand(node, 1))
                .map(
                    numbers ->
                        node.op().equals("Transpose")
                            ? order(numbers, tensor.shape().rank())
                            : expanded(numbers, tensor.shape().rank()))
                .filter(axes -> axes.length > 0)
                .map(tensor::permuted));
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
