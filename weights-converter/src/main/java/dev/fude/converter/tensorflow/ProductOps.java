package dev.fude.converter.tensorflow;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Channels that are joined, products of matrices, and channels that become pixels or were. */
final class ProductOps implements OpTranslation {
  @Override
  public Set<String> ops() {
    return Set.of(
        "ConcatV2", "MatMul", "BatchMatMul", "BatchMatMulV2", "DepthToSpace", "SpaceToDepth");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    return switch (node.op()) {
      case "ConcatV2" -> joined(node, to);
      case "DepthToSpace", "SpaceToDepth" -> blocks(node, to);
      default -> product(node, to);
    };
  }

  /** The axis is the last input. */
  private static String joined(GraphNode node, Translation to) {
    List<String> operands = to.operands(node);
    long[] axis =
        to.integers(to.operand(node, Math.max(0, operands.size() - 1)))
            .filter(numbers -> numbers.length == 1)
            .orElseThrow(
                () -> Translation.refusal(node, "joins along a computed axis; export it again"));
    return to.write(
        node, "Concat", operands.subList(0, operands.size() - 1), Map.of("axis", axis[0]));
  }

  /** Channels as blocks of pixels, or blocks as channels. */
  private static String blocks(GraphNode node, Translation to) {
    long block = node.attributes().integer("block_size", 0);
    List<String> picture = List.of(to.channelsFirst(node, to.operand(node, 0)));
    Map<String, Object> settings = Map.of("blocksize", block, "mode", "DCR");
    return to.asBefore(node, to.write(node, node.op(), picture, settings));
  }

  private static String product(GraphNode node, Translation to) {
    boolean isTurned =
        List.of("transpose_a", "transpose_b", "adj_x", "adj_y").stream()
            .anyMatch(flag -> node.attributes().flag(flag, false));
    if (isTurned) {
      throw Translation.refusal(
          node,
          "multiplies transposed matrices, which Fude has no op for; export the network without"
              + " it");
    }
    return to.write(node, "MatMul", to.operands(node, 2), Map.of());
  }
}
