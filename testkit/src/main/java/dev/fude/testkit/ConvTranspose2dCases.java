package dev.fude.testkit;

import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** {@link ConvTranspose2d}. */
final class ConvTranspose2dCases implements CasesOf<ConvTranspose2d> {
  /** As CartoonGAN has it: twice the size. */
  private static final Window TWICE = Window.square(3, 2, Padding.zero(1));

  @Override
  public Class<ConvTranspose2d> op() {
    return ConvTranspose2d.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (int channels : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(twice(channels, true), 1, 3, 5, 18 - channels));
      cases.add(OpCase.of(twice(7, false), 1, 2, channels, 5));
    }
    for (Window window : windows()) {
      cases.add(OpCase.of(new ConvTranspose2d(10, window, 0, 0, true), 2, 4, 6, 5));
    }
    cases.add(OpCase.of(new ConvTranspose2d(5, TWICE, 0, 1, false), 1, 4, 3, 6));
    cases.add(OpCase.of(new ConvTranspose2d(5, TWICE, 1, 0, false), 1, 4, 3, 6));
    cases.add(OpCase.of(twice(33, true), 1, 3, 131, 17)); // more than one strip
    cases.add(OpCase.of(twice(24, false), 1, 2, 3, 300));
    cases.add(OpCase.of(twice(7, true), 0, 4, 6, 5));
    cases.addAll(CaseShapes.ranges(OpCase.of(twice(13, true), 1, 7, 6, 11)));
    return List.copyOf(cases);
  }

  private static ConvTranspose2d twice(int channels, boolean bias) {
    return new ConvTranspose2d(channels, TWICE, 1, 1, bias);
  }

  /** Every way in which a kernel falls into phases, and cuts that reach into them. */
  private static List<Window> windows() {
    return List.of(
        Window.square(2, 2, Padding.NONE),
        Window.square(4, 2, Padding.zero(1)),
        Window.square(5, 2, new Padding(0, 4, 3, 1, PadMode.ZERO)),
        Window.square(3, 1, Padding.zero(1)),
        Window.square(1, 1, Padding.NONE),
        Window.square(7, 3, new Padding(2, 0, 5, 6, PadMode.ZERO)),
        new Window(4, 3, 3, 1, 1, 1, new Padding(3, 1, 0, 2, PadMode.ZERO)),
        new Window(2, 5, 1, 4, 1, 1, Padding.NONE));
  }

  @Override
  public String attributes(ConvTranspose2d conv) {
    return String.format(
        " to %d%s output padding %dx%d",
        conv.outChannels(),
        Convolutions.attributes(conv.window(), conv.bias()),
        conv.outputPaddingH(),
        conv.outputPaddingW());
  }

  /** The direct sum of the taps that reach an output. */
  @Override
  public double error(ConvTranspose2d conv, ComputedNode node) {
    Window window = conv.window();
    Tensor weight = node.parameter(Parameter.WEIGHT);
    Shape shape = weight.shape();
    int rows = (window.kernelH() - 1) / window.strideH() + 1;
    int columns = (window.kernelW() - 1) / window.strideW() + 1;
    return Convolutions.error(node, (double) shape.extent(0) * rows * columns);
  }
}
