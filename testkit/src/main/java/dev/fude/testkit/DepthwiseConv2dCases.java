package dev.fude.testkit;

import static dev.fude.testkit.Convolutions.ONE;

import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link DepthwiseConv2d}. */
final class DepthwiseConv2dCases implements CasesOf<DepthwiseConv2d> {
  @Override
  public Class<DepthwiseConv2d> op() {
    return DepthwiseConv2d.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    Window same = Window.square(3, 1, ONE);
    for (int channels : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(new DepthwiseConv2d(same, true), 1, 5, 7, channels));
    }
    for (int width = 1; width <= 18; width++) {
      Window window = Window.square(3, 1, Padding.zero(1));
      cases.add(OpCase.of(new DepthwiseConv2d(window, false), 1, 2, width, 9));
    }
    for (Window window : Convolutions.windows()) {
      cases.add(OpCase.of(new DepthwiseConv2d(window, true), 1, 11, 13, 19));
    }
    for (int batch : new int[] {0, 2, 3}) {
      cases.add(OpCase.of(new DepthwiseConv2d(same, false), batch, 5, 8, 37));
    }
    cases.add(OpCase.of(new DepthwiseConv2d(same, true), 1, 2, 2, 4));
    // of four pixels to a group of whole vectors: ten groups and three pixels
    cases.add(OpCase.of(new DepthwiseConv2d(same, true), 1, 3, 43, 12));
    cases.addAll(CaseShapes.ranges(OpCase.of(new DepthwiseConv2d(same, true), 1, 8, 9, 11)));
    return List.copyOf(cases);
  }

  @Override
  public String attributes(DepthwiseConv2d conv) {
    return Convolutions.attributes(conv.window(), conv.bias());
  }

  @Override
  public double error(DepthwiseConv2d conv, ComputedNode node) {
    return Convolutions.error(node);
  }

  /** The depthwise half of a separable convolution has a file of its own kind. */
  @Override
  public Optional<DepthwiseConv2d> read(GoldenOpFile file) {
    return file.holds("depthwise_conv2d") || file.holds("separable_conv2d_depthwise")
        ? Optional.of(new DepthwiseConv2d(file.window(), file.has("bias")))
        : Optional.empty();
  }
}
