package dev.fude.converter.tensorflow;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arithmetic of elements. */
final class ArithmeticOps implements OpTranslation {
  private static final Map<String, String> NAMESAKES =
      Map.ofEntries(
          Map.entry("Add", "Add"),
          Map.entry("AddV2", "Add"),
          Map.entry("Sub", "Sub"),
          Map.entry("Mul", "Mul"),
          Map.entry("Div", "Div"),
          Map.entry("RealDiv", "Div"),
          Map.entry("Pow", "Pow"),
          Map.entry("Maximum", "Max"),
          Map.entry("Minimum", "Min"),
          Map.entry("FloorMod", "Mod"));

  private static final Set<String> OTHERS =
      Set.of(
          "BiasAdd",
          "BiasAddV1",
          "FloorDiv",
          "Square",
          "SquaredDifference",
          "Sqrt",
          "Rsqrt",
          "Reciprocal",
          "Neg",
          "Floor",
          "Ceil");

  private static final int CHANNELS_FIRST_AXES = 3;

  @Override
  public Set<String> ops() {
    Set<String> ops = new HashSet<>(OTHERS);
    ops.addAll(NAMESAKES.keySet());
    return ops;
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    return switch (node.op()) {
      case "BiasAdd", "BiasAddV1" -> biased(node, to);
      case "FloorDiv" -> one(node, to, "Floor", two(node, to, "Div"));
      case "Square" -> squared(node, to, to.operand(node, 0));
      case "SquaredDifference" -> squared(node, to, two(node, to, "Sub"));
      case "Rsqrt" -> one(node, to, "Reciprocal", one(node, to, "Sqrt", to.operand(node, 0)));
      case "Sqrt", "Reciprocal", "Neg", "Floor", "Ceil" ->
          one(node, to, node.op(), to.operand(node, 0));
      default -> two(node, to, NAMESAKES.get(node.op()));
    };
  }

  private static String one(GraphNode node, Translation to, String operator, String operand) {
    return to.write(node, operator, List.of(operand), Map.of());
  }

  private static String two(GraphNode node, Translation to, String operator) {
    return to.write(node, operator, to.operands(node, 2), Map.of());
  }

  private static String squared(GraphNode node, Translation to, String value) {
    return to.write(node, "Mul", List.of(value, value), Map.of());
  }

  /** A number for each channel, wherever the channels are. */
  private static String biased(GraphNode node, Translation to) {
    String bias = to.operand(node, 1);
    if (!Translation.isChannelsLast(node)) {
      String axes = to.list(node, 1, CHANNELS_FIRST_AXES - 1);
      bias = to.write(node, "Unsqueeze", List.of(bias, axes), Map.of());
    }
    return to.write(node, "Add", List.of(to.operand(node, 0), bias), Map.of());
  }
}
