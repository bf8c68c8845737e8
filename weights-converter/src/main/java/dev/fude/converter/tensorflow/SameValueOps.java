package dev.fude.converter.tensorflow;

import java.util.Set;

/** Nodes that hand a value on, which matter to training or to the machine alone. */
final class SameValueOps implements OpTranslation {
  @Override
  public Set<String> ops() {
    return Set.of(
        "Identity",
        "IdentityN", // of which a gradient alone reads more than the first value
        "Snapshot",
        "StopGradient",
        "PreventGradient",
        "CheckNumerics",
        "PlaceholderWithDefault");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    return to.operand(node, 0);
  }
}
