package dev.fude.testkit;

import static dev.fude.testkit.Convolutions.ONE;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Conv2d}: the longest list, for it has the most algorithms. */
final class Conv2dCases implements CasesOf<Conv2d> {
  @Override
  public Class<Conv2d> op() {
    return Conv2d.class;
  }

  @Override
  public List<OpCase> list() {
    List<OpCase> cases = new ArrayList<>();
    for (int outChannels : CaseShapes.AWKWARD) {
      for (int inChannels : new int[] {1, 3, 8, 17}) {
        cases.add(OpCase.of(Conv2d.of(outChannels, Window.square(3, 1, ONE)), 1, 3, 5, inChannels));
      }
    }
    for (int width = 1; width <= 26; width++) {
      cases.add(OpCase.of(Conv2d.pointwise(9), 1, 2, width, 4));
      cases.add(OpCase.of(Conv2d.of(8, Window.square(3, 1, Padding.zero(1))), 1, 1, width, 3));
    }
    for (Window window : Convolutions.windows()) {
      cases.add(OpCase.of(Conv2d.of(10, window), 1, 11, 13, 6));
      cases.add(OpCase.of(new Conv2d(3, window, 3, true), 2, 12, 17, 3));
    }
    addGroups(cases);
    addTiled(cases);
    addFewOutputs(cases);
    for (int batch : new int[] {0, 2, 3}) {
      cases.add(OpCase.of(new Conv2d(7, Window.square(3, 1, ONE), 1, true), batch, 4, 6, 5));
    }
    cases.add(OpCase.of(Conv2d.of(5, Window.square(3, 1, ONE)), 1, 2, 2, 4));
    cases.add(OpCase.of(Conv2d.of(5, Window.square(7, 1, Padding.NONE)), 1, 7, 7, 4));
    cases.add(OpCase.of(Conv2d.of(40, Window.square(3, 1, ONE)), 1, 4, 3, 300));
    addRanges(cases, OpCase.of(Conv2d.of(13, Window.square(3, 1, ONE)), 1, 7, 9, 11));
    addRanges(cases, OpCase.of(Conv2d.of(9, Window.square(5, 2, Padding.zero(2))), 2, 8, 9, 3));
    return List.copyOf(cases);
  }

  private static void addRanges(List<OpCase> cases, OpCase plain) {
    cases.addAll(CaseShapes.ranges(plain));
  }

  private static void addGroups(List<OpCase> cases) {
    Window window = Window.square(3, 1, ONE);
    cases.add(OpCase.of(new Conv2d(8, window, 2, false), 1, 5, 7, 6));
    cases.add(OpCase.of(new Conv2d(51, window, 3, true), 1, 5, 4, 27));
    cases.add(OpCase.of(new Conv2d(4, window, 4, true), 1, 6, 5, 16));
    cases.add(OpCase.of(new Conv2d(32, Window.square(1, 1, Padding.NONE), 4, false), 2, 3, 9, 32));
    for (int channels : CaseShapes.AWKWARD) {
      cases.add(OpCase.of(new Conv2d(channels, window, channels, false), 1, 4, 5, channels));
    }
    cases.add(OpCase.of(new Conv2d(14, window, 7, false), 1, 4, 5, 7));
  }

  /**
   * Enough channels for algorithms that work on tiles of 4 x 4 or 6 x 6 outputs, at sizes round
   * theirs.
   */
  private static void addTiled(List<OpCase> cases) {
    Window small = Window.square(3, 1, ONE);
    Window large = Window.square(7, 1, Padding.reflect(3));
    for (int extent = 1; extent <= 9; extent++) {
      Conv2d zeroPadded = Conv2d.of(18, Window.square(3, 1, Padding.zero(1)));
      cases.add(OpCase.of(zeroPadded, 1, extent, 10 - extent, 16));
      cases.add(OpCase.of(zeroPadded, 1, 10 - extent, extent, 31)); // more than 512 products
      Conv2d large18 = Conv2d.of(18, Window.square(7, 1, Padding.zero(3)));
      cases.add(OpCase.of(large18, 1, 10 - extent, extent, 16));
      cases.add(OpCase.of(large18, 1, extent, 10 - extent, 31));
    }
    for (int channels : new int[] {16, 17, 23, 33, 40}) {
      cases.add(OpCase.of(Conv2d.of(channels, small), 1, 5, 6, 56 - channels));
      cases.add(OpCase.of(Conv2d.of(channels, large), 1, 6, 5, 56 - channels));
    }
    for (Window window : List.of(small, large)) {
      cases.add(OpCase.of(new Conv2d(20, window, 1, true), 0, 6, 9, 19));
      cases.add(OpCase.of(new Conv2d(20, window, 1, true), 3, 6, 9, 19));
      cases.add(OpCase.of(Conv2d.of(16, window), 1, 5, 131, 16)); // more than one block of tiles
      int kernel = window.kernelH();
      Padding uneven = new Padding(0, kernel - 1, kernel - 2, 1, PadMode.REFLECT);
      cases.add(OpCase.of(Conv2d.of(16, window.withPadding(uneven)), 2, 8, 7, 17));
      cases.add(OpCase.of(Conv2d.of(16, window.withPadding(Padding.NONE)), 1, 12, 11, 17));
      cases.add(OpCase.of(Conv2d.of(16, window.withPadding(uneven)), 2, 19, 21, 33));
      addRanges(cases, OpCase.of(new Conv2d(17, window, 1, true), 2, 13, 10, 18));
    }
  }

  /** So few output channels that vectors hold pixels, in rows of all kinds of rests. */
  private static void addFewOutputs(List<OpCase> cases) {
    Window seven = Window.square(7, 1, Padding.reflect(3));
    for (int width = 4; width <= 14; width++) {
      cases.add(OpCase.of(new Conv2d(3, seven, 1, true), 1, 5, width, 4));
    }
    for (int channels = 1; channels <= 6; channels++) {
      cases.add(OpCase.of(Conv2d.of(channels, Window.square(9, 1, Padding.zero(4))), 1, 5, 17, 6));
      cases.add(OpCase.of(Conv2d.of(channels, Window.square(5, 2, Padding.zero(2))), 2, 7, 19, 5));
    }
    cases.add(OpCase.of(new Conv2d(3, seven, 1, true), 1, 8, 251, 40)); // more than one strip
    addRanges(cases, OpCase.of(new Conv2d(3, seven, 1, true), 2, 9, 33, 7));
  }

  @Override
  public String attributes(Conv2d conv) {
    String groups = conv.groups() == 1 ? "" : " groups " + conv.groups();
    return " to "
        + conv.outChannels()
        + Convolutions.attributes(conv.window(), conv.bias())
        + groups;
  }

  @Override
  public double error(Conv2d conv, ComputedNode node) {
    return Convolutions.error(node);
  }

  @Override
  public Optional<Conv2d> read(GoldenOpFile file) {
    if (!file.holds("conv2d")) {
      return Optional.empty();
    }
    return Optional.of(
        new Conv2d(
            file.output().shape().channels(),
            file.window(),
            file.integer("groups"),
            file.has("bias")));
  }
}
