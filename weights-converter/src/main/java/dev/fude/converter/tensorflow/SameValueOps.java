package dev.fude.converter.tensorflow;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes that hand a value on, which matter to training or to the machine alone. */
final class SameValueOps implements OpTranslation {
  /** TensorFlow Lite's: the same value in fewer numbers. */
  private static final String QUANTIZE = "QUANTIZE";

  @Override
  public Set<String> ops() {
    return Set.of(
        "Identity",
        "IdentityN", // of which a gradient alone reads more than the first value
        "Snapshot",
        "StopGradient",
        "PreventGradient",
        "CheckNumerics",
        QUANTIZE,
        "PlaceholderWithDefault");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    String value = to.operand(node, 0);
    return node.op().equals(QUANTIZE)
        ? to.write(node, "QuantizeLinear", List.of(value), Map.of())
        : value;
  }
}
