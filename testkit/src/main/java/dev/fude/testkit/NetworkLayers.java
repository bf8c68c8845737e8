package dev.fude.testkit;

import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import java.util.ArrayList;
import java.util.List;

/** The different layers of the AnimeGANv2 generator, each at its own resolution. */
final class NetworkLayers {
  private static final Window FIRST = Window.square(7, 1, Padding.reflect(3));
  private static final Window SAME = Window.square(3, 1, Padding.reflect(1));
  private static final Window HALVING =
      Window.square(3, 2, new Padding(0, 1, 0, 1, PadMode.REFLECT));

  private final int height;
  private final int width;
  private final List<OpCase> cases = new ArrayList<>();

  private NetworkLayers(int height, int width) {
    this.height = height;
    this.width = width;
  }

  static List<OpCase> at(int height, int width) {
    NetworkLayers layers = new NetworkLayers(height, width);
    layers.addConvolutions();
    layers.addOthers();
    return List.copyOf(layers.cases);
  }

  private void addConvolutions() {
    add(Conv2d.of(32, FIRST), 1, 3);
    add(Conv2d.of(64, HALVING), 1, 32);
    add(Conv2d.of(64, SAME), 2, 64);
    add(Conv2d.of(128, HALVING), 2, 64);
    add(Conv2d.of(128, SAME), 4, 128);
    add(Conv2d.pointwise(256), 4, 128);
    add(new DepthwiseConv2d(SAME, true), 4, 256);
    add(Conv2d.pointwise(256), 4, 256);
    add(Conv2d.pointwise(512), 4, 256);
    add(new DepthwiseConv2d(SAME, true), 4, 512);
    add(Conv2d.pointwise(256), 4, 512);
    add(Conv2d.of(128, SAME), 4, 256);
    add(Conv2d.of(128, SAME), 2, 128);
    add(Conv2d.of(64, SAME), 1, 128);
    add(Conv2d.of(64, SAME), 1, 64);
    add(Conv2d.of(32, FIRST), 1, 64);
    add(Conv2d.pointwise(3), 1, 32);
  }

  private void addOthers() {
    add(new LayerNorm(1e-5), 1, 64);
    add(new LayerNorm(1e-12), 4, 512);
    add(new LeakyRelu(0.2f), 1, 64);
    add(new Add(), 4, 256);
    for (ResizeRule rule : ResizeRule.values()) {
      add(ResizeBilinear.twice(rule), 2, 128);
    }
    add(new Tanh(), 1, 3);
  }

  private void add(Op op, int shrunk, int channels) {
    cases.add(OpCase.of(op, 1, height / shrunk, width / shrunk, channels));
  }
}
