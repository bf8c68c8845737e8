package dev.fude.converter.tensorflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The largest or mean pixel of each window. */
final class PoolingOps implements OpTranslation {
  private static final long[] ONES = {1, 1};

  @Override
  public Set<String> ops() {
    return Set.of("MaxPool", "AvgPool");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    Map<String, Object> settings = new HashMap<>(ConvolutionOps.padding(node));
    settings.put("kernel_shape", Translation.ofPixels(node, "ksize", ONES));
    settings.put("strides", Translation.ofPixels(node, "strides", ONES));
    String operator = node.op().equals("MaxPool") ? "MaxPool" : "AveragePool";
    List<String> picture = List.of(to.channelsFirst(node, to.operand(node, 0)));
    return to.asBefore(node, to.write(node, operator, picture, settings));
  }
}
