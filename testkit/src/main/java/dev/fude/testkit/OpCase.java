package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.SeparableConv2d;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
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

  private static final Padding REFERENCE_MARGIN = new Padding(0, 3, 2, 0, PadMode.ZERO);

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
    return String.format(
        "%s%s of %s %s", op.kind(), attributes(), input, range.name().toLowerCase(Locale.ROOT));
  }

  private String attributes() {
    if (op instanceof Conv2d conv) {
      String groups = conv.groups() == 1 ? "" : " groups " + conv.groups();
      return " to " + conv.outChannels() + describe(conv.window(), conv.bias()) + groups;
    }
    if (op instanceof DepthwiseConv2d conv) {
      return describe(conv.window(), conv.bias());
    }
    if (op instanceof SeparableConv2d conv) {
      return " to " + conv.outChannels() + describe(conv.window(), conv.bias());
    }
    if (op instanceof InvertedResidual block) {
      return String.format(
          " to %d by %d %s%s",
          block.outChannels(),
          block.expansion(),
          block.norm().kind(),
          block.depthwiseBias() ? " bias" : "");
    }
    if (op instanceof Normalization norm) {
      return " eps " + norm.eps();
    }
    if (op instanceof Pad pad) {
      return describe(pad.padding());
    }
    if (op instanceof ResizeBilinear resize) {
      return " " + resize.rule().id() + " " + resize.target();
    }
    if (op instanceof ResizeNearest resize) {
      return " " + resize.target();
    }
    return op instanceof LeakyRelu leaky ? " " + leaky.slope() : "";
  }

  private static String describe(Window window, boolean bias) {
    return String.format(
        " %dx%d stride %dx%d dilation %dx%d%s%s",
        window.kernelH(),
        window.kernelW(),
        window.strideH(),
        window.strideW(),
        window.dilationH(),
        window.dilationW(),
        describe(window.padding()),
        bias ? " bias" : "");
  }

  private static String describe(Padding padding) {
    return String.format(
        " pad %d,%d,%d,%d %s",
        padding.top(),
        padding.bottom(),
        padding.left(),
        padding.right(),
        padding.mode().name().toLowerCase(Locale.ROOT));
  }

  /**
   * The op as a graph. A second input, where the op has one, is the first halved where negative
   * (for an {@link Add}) or the first with a margin (for a resize like a reference).
   *
   * @return a graph whose output is the node {@link #NODE}
   */
  public GraphCase toGraph() {
    GraphBuilder builder = Graph.builder("input", input.channels());
    if (op.inputCount() == 1) {
      builder.add(NODE, op, builder.input());
    } else {
      Op second = op instanceof Add ? new LeakyRelu(0.5f) : new Pad(REFERENCE_MARGIN);
      builder.add("second", second, builder.input());
      builder.add(NODE, op, List.of(builder.input(), "second"), Map.of());
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
