package dev.fude.core.plan;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** A generator in small, kernels that can do all, and what a plan does with them. */
final class SmallPlans {
  /** Kernels that can do all: convolutions resize and sum, everything loads views. */
  static final Capabilities FAT =
      new Capabilities() {
        @Override
        public boolean loadsAffine() {
          return true;
        }

        @Override
        public boolean loadsResized(Op consumer, Resize resize) {
          return consumer instanceof Conv2d;
        }

        @Override
        public boolean collectsStatistics(Op producer) {
          return producer instanceof Conv2d || producer instanceof DepthwiseConv2d;
        }

        @Override
        public Optional<Algorithm> algorithm(Op op, int inChannels) {
          return op instanceof Conv2d
              ? Optional.of(new Algorithm(Algorithm.Arithmetic.SUM, "tiles of " + inChannels))
              : Optional.empty();
        }
      };

  static final LayerNorm NORM = new LayerNorm(1e-5);
  static final LeakyRelu LEAKY = new LeakyRelu(0.2f);
  static final Shape INPUT = Shape.nhwc(1, 16, 12, 3);

  private SmallPlans() {}

  static Conv2d conv(int outChannels, int kernel, int stride, Padding padding) {
    return Conv2d.of(outChannels, Window.square(kernel, stride, padding));
  }

  /** A generator in small: down, a residual block, up, and a picture. */
  static Graph generator() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String value = builder.add("a_pad", new Pad(Padding.reflect(3)), "photo");
    value = builder.add("a", conv(4, 7, 1, Padding.NONE), value);
    value = builder.add("a_norm", NORM, value);
    value = builder.add("a_act", LEAKY, value);
    Padding bottomRight = new Padding(0, 1, 0, 1, PadMode.REFLECT);
    value = builder.add("b", conv(8, 3, 2, bottomRight), value);
    value = builder.add("b_norm", NORM, value);
    value = builder.add("b_act", LEAKY, value);
    value = builder.add("r1", new InvertedResidual(8, 2, NORM, 0.2f, true), value);
    value = builder.add("up", ResizeBilinear.twice(ResizeRule.HALF_PIXEL), value);
    value = builder.add("d_pad", new Pad(Padding.reflect(1)), value);
    value = builder.add("d", conv(4, 3, 1, Padding.NONE), value);
    value = builder.add("d_norm", NORM, value);
    value = builder.add("d_act", LEAKY, value);
    value = builder.add("rgb", Conv2d.pointwise(3), value);
    builder.add("anime", new Tanh(), value);
    return builder.build("anime");
  }

  static List<String> reads(Plan plan) {
    return plan.steps().stream()
        .map(
            step ->
                step.name()
                    + " <- "
                    + String.join(" + ", step.operands().stream().map(Operand::toString).toList()))
        .toList();
  }

  static Step step(Plan plan, String name) {
    return plan.steps().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
