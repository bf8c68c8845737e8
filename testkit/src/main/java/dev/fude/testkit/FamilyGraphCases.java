package dev.fude.testkit;

import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import java.util.List;
import java.util.Map;

/**
 * Of {@link GraphCases}, those with the ops that AnimeGANv2's siblings have beside its own: each
 * reads views, and what it stores is read through one.
 */
final class FamilyGraphCases {
  private FamilyGraphCases() {}

  static void addTo(GraphCases all) {
    all.add("norm leaky transposed norm leaky beside another", 6, 8, 5, FamilyGraphCases::joined);
    all.add("norm leaky depth to space conv", 4, 5, 3, FamilyGraphCases::shuffled);
    all.add("mean over boxes of a product of norms", 6, 5, 4, FamilyGraphCases::averaged);
    all.add("largest of norm leaky norm conv", 7, 8, 6, FamilyGraphCases::pooled);
  }

  private static String joined(GraphBuilder b, String in) {
    String full = GraphCases.block(b, "a", GraphCases.conv(7), in);
    String half = GraphCases.block(b, "b", Conv2d.of(9, GraphCases.HALVING), full);
    Window twice = Window.square(3, 2, Padding.zero(1));
    String up = b.add("t", new ConvTranspose2d(6, twice, 1, 1, true), half);
    String normed = b.add("n", GraphCases.LAYER_NORM, up);
    String leaky = b.add("l", GraphCases.LEAKY, normed);
    String joined = b.add("j", new Concat(2), List.of(leaky, full), Map.of());
    return b.add("c", GraphCases.conv(4), b.add("m", GraphCases.LAYER_NORM, joined));
  }

  private static String shuffled(GraphBuilder b, String in) {
    String wide = GraphCases.block(b, "a", GraphCases.conv(12), in);
    String pixels = b.add("s", new DepthToSpace(2, Arrangement.CHANNELS), wide);
    return b.add("c", GraphCases.conv(5), pixels);
  }

  private static String averaged(GraphBuilder b, String in) {
    String first = GraphCases.block(b, "x", GraphCases.conv(6), in);
    String second = GraphCases.block(b, "y", GraphCases.conv(6), in);
    String product = b.add("p", new Multiply(), List.of(first, second), Map.of());
    String scaled = b.add("n", GraphCases.LAYER_NORM, product);
    return b.add("m", new BoxMean(1), scaled);
  }

  private static String pooled(GraphBuilder b, String in) {
    String wide = GraphCases.block(b, "a", GraphCases.conv(9), in);
    String largest = b.add("p", new MaxPool(2, 2), wide);
    return b.add("c", GraphCases.conv(4), b.add("m", GraphCases.LAYER_NORM, largest));
  }
}
