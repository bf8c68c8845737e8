package dev.fude.core.plan;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pass that turns padding followed by an unpadded convolution into a padded convolution.
 * Padding that something else reads as well stays for that reader.
 */
final class PadFolding {
  private PadFolding() {}

  static Graph fold(Graph graph) {
    Map<String, Node> pads = new HashMap<>();
    GraphBuilder builder = Graph.builder(graph.input(), graph.inputChannels());
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Pad) {
        pads.put(node.name(), node);
      }
      Optional<Node> pad = Optional.ofNullable(pads.get(node.inputs().get(0)));
      Optional<Op> padded = pad.flatMap(before -> padded(node.op(), ((Pad) before.op()).padding()));
      List<String> inputs = padded.isPresent() ? pad.orElseThrow().inputs() : node.inputs();
      builder.add(node.name(), padded.orElse(node.op()), inputs, node.parameters());
    }
    return builder.build(graph.outputs());
  }

  private static Optional<Op> padded(Op op, Padding padding) {
    if (op instanceof Conv2d conv && conv.window().padding().isNone()) {
      return Optional.of(conv.withWindow(conv.window().withPadding(padding)));
    }
    if (op instanceof DepthwiseConv2d conv && conv.window().padding().isNone()) {
      return Optional.of(conv.withWindow(conv.window().withPadding(padding)));
    }
    return Optional.empty();
  }
}
