package dev.fude.converter.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Batch norms as one op: input, scale, offset, mean, variance. One that still trains takes the
 * statistics of what it reads instead, and of one picture that is an instance norm.
 */
final class BatchNormOps implements OpTranslation {
  private static final float EPSILON_UNLESS_SAID = 1e-4f;
  private static final int STATISTICS = 3;
  private static final int OPERANDS = 5;

  @Override
  public Set<String> ops() {
    return Set.of("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    boolean trains = node.attributes().flag("is_training", true);
    float eps = node.attributes().real("epsilon").orElse(EPSILON_UNLESS_SAID);
    List<String> operands = new ArrayList<>(to.operands(node, trains ? STATISTICS : OPERANDS));
    operands.set(0, to.channelsFirst(node, operands.get(0)));
    String operator = trains ? "InstanceNormalization" : "BatchNormalization";
    return to.asBefore(node, to.write(node, operator, operands, Map.of("epsilon", eps)));
  }
}
