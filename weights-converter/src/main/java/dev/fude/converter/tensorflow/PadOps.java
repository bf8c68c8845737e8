package dev.fude.converter.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Padding: a pair for each axis, where ONNX has all before and then all after. */
final class PadOps implements OpTranslation {
  @Override
  public Set<String> ops() {
    return Set.of("Pad", "PadV2", "MirrorPad");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    String mode = node.op().equals("MirrorPad") ? node.attributes().text("mode", "") : "CONSTANT";
    return padded(node, to, to.operand(node, 0), to.operand(node, 1), mode);
  }

  /**
   * Pads.
   *
   * @param node the node, whose third input is the number outside if it is a PadV2
   * @param to where it is written
   * @param picture what is padded
   * @param paddings the pairs
   * @param mode REFLECT, or CONSTANT
   */
  static String padded(
      GraphNode node, Translation to, String picture, String paddings, String mode) {
    long[] pairs =
        to.integers(paddings)
            .orElseThrow(
                () ->
                    Translation.refusal(
                        node,
                        "pads by numbers that are computed; export it with its constants folded"));
    int axes = pairs.length / 2;
    long[] pads = new long[2 * axes];
    for (int axis = 0; axis < axes; axis++) {
      pads[axis] = pairs[2 * axis];
      pads[axes + axis] = pairs[2 * axis + 1];
    }
    List<String> operands = new ArrayList<>(List.of(picture));
    if (node.op().equals("PadV2")) {
      operands.addAll(List.of("", to.operand(node, 2)));
    }
    return to.write(node, "Pad", operands, Map.of("pads", pads, "mode", mode(node, mode)));
  }

  private static String mode(GraphNode node, String mode) {
    return switch (mode) {
      case "REFLECT" -> "reflect";
      case "CONSTANT" -> "constant";
      default ->
          throw Translation.refusal(
              node,
              "mirrors the outermost pixel as well (SYMMETRIC), which Fude has no op for; export"
                  + " the network with REFLECT");
    };
  }
}
