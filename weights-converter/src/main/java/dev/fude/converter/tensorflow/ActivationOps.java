package dev.fude.converter.tensorflow;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rectifiers and other functions of single elements, alone or fused with a convolution. */
final class ActivationOps implements OpTranslation {
  private static final float ALPHA_UNLESS_SAID = 0.2f;
  private static final float SIX = 6;

  @Override
  public Set<String> ops() {
    return Set.of(
        "Relu",
        "Relu6",
        "LeakyRelu",
        "Prelu",
        "Elu",
        "HardSwish",
        "Tanh",
        "Sigmoid",
        "Softmax",
        "ClipByValue");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    return activated(node, to, node.op(), to.operand(node, 0), 1);
  }

  /**
   * Applies a function.
   *
   * @param node the node, which has the function's settings
   * @param to where it is written
   * @param op the function
   * @param value what it is applied to
   * @param next which of the node's inputs is the function's second
   */
  static String activated(GraphNode node, Translation to, String op, String value, int next) {
    return switch (op) {
      case "LeakyRelu" -> to.write(node, op, List.of(value), Map.of("alpha", alpha(node)));
      case "Relu6" ->
          to.write(node, "Clip", List.of(value, to.real(node, 0), to.real(node, SIX)), Map.of());
      case "ClipByValue" ->
          to.write(
              node,
              "Clip",
              List.of(value, to.operand(node, next), to.operand(node, next + 1)),
              Map.of());
      case "Prelu" -> to.write(node, "PRelu", List.of(value, to.operand(node, next)), Map.of());
      case "Softmax" -> to.write(node, op, List.of(value), Map.of("axis", -1L));
      case "Relu", "Elu", "HardSwish", "Tanh", "Sigmoid" ->
          to.write(node, op, List.of(value), Map.of());
      default ->
          throw Translation.refusal(
              node, "has something fused with it that is not known; export it without fusing");
    };
  }

  private static float alpha(GraphNode node) {
    return node.attributes()
        .real("alpha")
        .or(() -> node.attributes().real("leakyrelu_alpha"))
        .orElse(ALPHA_UNLESS_SAID);
  }
}
