package dev.fude.converter.tensorflow;

import java.util.Map;
import java.util.Set;

/** Means and sums over axes, which are dropped unless the node keeps them. */
final class ReductionOps implements OpTranslation {
  @Override
  public Set<String> ops() {
    return Set.of("Mean", "Sum");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    long keeps = node.attributes().flag("keep_dims", false) ? 1 : 0;
    return to.write(node, "Reduce" + node.op(), to.operands(node, 2), Map.of("keepdims", keeps));
  }
}
