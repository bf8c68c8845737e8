package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Op;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One op with its attributes on one input: the unit of the catalogue, {@link OpCases}.
 *
 * @param op the op
 * @param input shape of its first input, (batch, height, width, channels)
 * @param range what kind of numbers the input holds
 */
public record OpCase(Op op, Shape input, ValueRange range) {
  /** The name of the node that holds the op, and of the graph's output. */
  public static final String NODE = "op";

  static OpCase of(Op op, int batch, int height, int width, int channels) {
    return new OpCase(op, Shape.nhwc(batch, height, width, channels), ValueRange.UNIT);
  }

  OpCase with(ValueRange other) {
    return new OpCase(op, input, other);
  }

  /**
   * The case's name, from which its numbers follow.
   *
   * @return op, attributes, input shape and kind of numbers, in one line
   */
  public String name() {
    String attributes = OpCases.of(op).attributes(op);
    return op.kind() + attributes + " of " + input + " " + range.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The op as a graph. Further inputs, where the op has them, are one that is made of the first.
   *
   * @return a graph whose output is the node {@link #NODE}
   */
  public GraphCase toGraph() {
    GraphBuilder builder = Graph.builder("input", input.channels());
    if (op.inputCount() == 1) {
      builder.add(NODE, op, builder.input());
    } else {
      builder.add("second", OpCases.of(op).secondInput(op), builder.input());
      List<String> inputs = new ArrayList<>(List.of(builder.input()));
      inputs.addAll(Collections.nCopies(op.inputCount() - 1, "second"));
      builder.add(NODE, op, inputs, Map.of());
    }
    return new GraphCase(name(), builder.build(NODE), input, range);
  }

  /**
   * The op's work.
   *
   * @return multiply-adds; 0 where they are not what the op spends its time on
   */
  public long multiplyAdds() {
    return toGraph().multiplyAdds();
  }

  /** The name. */
  @Override
  public String toString() {
    return name();
  }
}
