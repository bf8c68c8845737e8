package dev.fude.testkit;

import dev.fude.core.op.Add;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.SeparableConv2d;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The catalogue: one list of cases for each op, which drives the comparison of every backend with
 * the specification and the benchmarks alike. A new op gets a list here and a place in {@link
 * #all}.
 *
 * <p>Extents are chosen where vector code goes wrong: 1, and one below, at and above every number
 * of lanes from 4 to 16; primes; sizes just large enough for the padding.
 */
public final class OpCases {
  /** Extents round the lanes of 128, 256 and 512 bits. */
  static final int[] AWKWARD = {1, 3, 4, 5, 7, 8, 9, 15, 16, 17};

  private static final long SMALL_WORK = 4000;

  private OpCases() {}

  /**
   * All cases.
   *
   * @return every op's list, then the network's layers at a small size
   */
  public static List<OpCase> all() {
    return Stream.of(
            ConvolutionCases.conv2d(),
            ConvolutionCases.depthwiseConv2d(),
            separableConv2d(),
            invertedResidual(),
            layerNorm(),
            instanceNorm(),
            pad(),
            resizeBilinear(),
            resizeNearest(),
            scaleShift(),
            leakyRelu(),
            prelu(),
            tanh(),
            add(),
            NetworkLayers.at(16, 24))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /**
   * A small part of the cases, for vectors that the machine only emulates, a thousand times slower.
   *
   * @return of each op's cases of little work every fifth
   */
  public static List<OpCase> small() {
    Map<String, Integer> seen = new HashMap<>();
    return all().stream()
        .filter(opCase -> opCase.multiplyAdds() <= SMALL_WORK)
        .filter(opCase -> seen.merge(opCase.op().kind(), 1, Integer::sum) % 5 == 1)
        .toList();
  }

  /**
   * The layers of the AnimeGANv2 generator, for benchmarks.
   *
   * @param height rows of the network's input, a multiple of 4
   * @param width columns of the network's input, a multiple of 4
   * @return one case for each different layer
   */
  public static List<OpCase> network(int height, int width) {
    return NetworkLayers.at(height, width);
  }

  /**
   * Cases of {@code Conv2d}.
   *
   * @return the list
   */
  public static List<OpCase> conv2d() {
    return ConvolutionCases.conv2d();
  }

  /**
   * Cases of {@code DepthwiseConv2d}.
   *
   * @return the list
   */
  public static List<OpCase> depthwiseConv2d() {
    return ConvolutionCases.depthwiseConv2d();
  }

  /**
   * Cases of {@code SeparableConv2d}.
   *
   * @return the list
   */
  public static List<OpCase> separableConv2d() {
    Padding bottomRight = new Padding(0, 1, 0, 1, PadMode.REFLECT);
    Window halving = Window.square(3, 2, bottomRight);
    return List.of(
        OpCase.of(
            new SeparableConv2d(9, Window.square(3, 1, Padding.reflect(1)), true), 1, 6, 5, 7),
        OpCase.of(new SeparableConv2d(16, halving, false), 2, 8, 10, 24),
        OpCase.of(new SeparableConv2d(1, Window.square(5, 1, Padding.zero(2)), true), 1, 3, 4, 17));
  }

  /**
   * Cases of {@code InvertedResidual}.
   *
   * @return the list
   */
  public static List<OpCase> invertedResidual() {
    LayerNorm layerNorm = new LayerNorm(1e-5);
    InstanceNorm instanceNorm = new InstanceNorm(1e-5);
    return List.of(
        OpCase.of(new InvertedResidual(16, 2, layerNorm, 0.2f, true), 1, 5, 7, 16),
        OpCase.of(new InvertedResidual(9, 3, layerNorm, 0.2f, true), 2, 4, 6, 5),
        OpCase.of(new InvertedResidual(7, 2, instanceNorm, 0.2f, false), 3, 6, 9, 7),
        OpCase.of(new InvertedResidual(1, 1, layerNorm, 0, false), 1, 2, 2, 3));
  }

  /**
   * Cases of {@code LayerNorm}.
   *
   * @return the list
   */
  public static List<OpCase> layerNorm() {
    return norm(new LayerNorm(1e-5), new LayerNorm(1e-12));
  }

  /**
   * Cases of {@code InstanceNorm}.
   *
   * @return the list
   */
  public static List<OpCase> instanceNorm() {
    return norm(new InstanceNorm(1e-5), new InstanceNorm(1e-12));
  }

  private static List<OpCase> norm(Normalization usual, Normalization tiny) {
    List<OpCase> cases = new ArrayList<>();
    for (int channels : AWKWARD) {
      cases.add(OpCase.of(usual, 1, 5, 7, channels));
    }
    for (int batch : new int[] {0, 2, 3}) {
      cases.add(OpCase.of(usual, batch, 4, 3, 33));
    }
    cases.add(OpCase.of(usual, 1, 1, 1, 6));
    cases.add(OpCase.of(usual, 1, 1, 31, 2));
    cases.add(OpCase.of(tiny, 2, 5, 5, 33));
    OpCase plain = OpCase.of(usual, 2, 9, 11, 18);
    for (ValueRange range : ValueRange.values()) {
      cases.add(plain.with(range));
    }
    return List.copyOf(cases);
  }

  /**
   * Cases of {@code Pad}.
   *
   * @return the list
   */
  public static List<OpCase> pad() {
    List<OpCase> cases = new ArrayList<>();
    for (PadMode mode : PadMode.values()) {
      for (int channels : AWKWARD) {
        cases.add(OpCase.of(new Pad(new Padding(1, 2, 3, 0, mode)), 1, 4, 5, channels));
      }
      cases.add(OpCase.of(new Pad(new Padding(3, 3, 3, 3, mode)), 3, 4, 4, 3));
      cases.add(OpCase.of(new Pad(new Padding(0, 1, 0, 1, mode)), 0, 2, 2, 3));
      cases.add(OpCase.of(new Pad(new Padding(1, 1, 1, 1, mode)), 2, 2, 2, 5));
      cases.add(OpCase.of(new Pad(new Padding(0, 0, 0, 0, mode)), 1, 1, 1, 1));
      OpCase plain = OpCase.of(new Pad(new Padding(2, 1, 1, 2, mode)), 1, 7, 6, 8);
      cases.add(plain.with(ValueRange.WITH_NAN));
      cases.add(plain.with(ValueRange.WITH_INFINITY));
    }
    cases.add(OpCase.of(new Pad(Padding.zero(4)), 1, 1, 2, 3));
    return List.copyOf(cases);
  }

  /**
   * Cases of {@code ResizeBilinear}.
   *
   * @return the list
   */
  public static List<OpCase> resizeBilinear() {
    List<OpCase> cases = new ArrayList<>();
    for (ResizeRule rule : ResizeRule.values()) {
      for (int channels : AWKWARD) {
        cases.add(OpCase.of(ResizeBilinear.twice(rule), 1, 3, 5, channels));
      }
      for (int width : AWKWARD) {
        cases.add(OpCase.of(ResizeBilinear.twice(rule), 1, 2, width, 3));
      }
      for (Resize.Target target : targets()) {
        cases.add(OpCase.of(new ResizeBilinear(rule, target), 2, 7, 9, 12));
      }
      cases.add(OpCase.of(ResizeBilinear.twice(rule), 1, 1, 1, 4));
      cases.add(OpCase.of(ResizeBilinear.twice(rule), 0, 2, 2, 4));
      OpCase plain = OpCase.of(ResizeBilinear.twice(rule), 1, 6, 8, 9);
      cases.add(plain.with(ValueRange.OFFSET));
      cases.add(plain.with(ValueRange.LARGE));
      cases.add(plain.with(ValueRange.DENORMAL));
      cases.add(plain.with(ValueRange.WITH_NAN));
    }
    return List.copyOf(cases);
  }

  /**
   * Cases of {@code ResizeNearest}.
   *
   * @return the list
   */
  public static List<OpCase> resizeNearest() {
    List<OpCase> cases = new ArrayList<>();
    for (int extent : AWKWARD) {
      cases.add(OpCase.of(ResizeNearest.twice(), 1, 3, 5, extent));
      cases.add(OpCase.of(ResizeNearest.twice(), 1, 2, extent, 3));
      cases.add(OpCase.of(new ResizeNearest(new Resize.Size(extent, 7)), 1, 7, 9, 4));
    }
    for (Resize.Target target : targets()) {
      cases.add(OpCase.of(new ResizeNearest(target), 2, 7, 9, 12));
    }
    cases.add(OpCase.of(ResizeNearest.twice(), 1, 1, 1, 4));
    cases.add(OpCase.of(ResizeNearest.twice(), 0, 2, 2, 4));
    OpCase plain = OpCase.of(ResizeNearest.twice(), 1, 6, 8, 9);
    for (ValueRange range : ValueRange.values()) {
      cases.add(plain.with(range));
    }
    return List.copyOf(cases);
  }

  private static List<Resize.Target> targets() {
    return List.of(
        new Resize.Scale(1, 1),
        new Resize.Scale(3, 2),
        new Resize.Size(13, 19),
        new Resize.Size(1, 1),
        new Resize.Size(4, 20),
        new Resize.LikeReference());
  }

  /**
   * Cases of {@code ScaleShift}.
   *
   * @return the list
   */
  public static List<OpCase> scaleShift() {
    return elementwise(new ScaleShift()).toList();
  }

  /**
   * Cases of {@code PRelu}.
   *
   * @return the list
   */
  public static List<OpCase> prelu() {
    return elementwise(new PRelu()).toList();
  }

  /**
   * Cases of {@code LeakyRelu}.
   *
   * @return the list
   */
  public static List<OpCase> leakyRelu() {
    return Stream.of(0.2f, 0f, 1f).flatMap(slope -> elementwise(new LeakyRelu(slope))).toList();
  }

  /**
   * Cases of {@code Tanh}.
   *
   * @return the list
   */
  public static List<OpCase> tanh() {
    return elementwise(new Tanh()).toList();
  }

  /**
   * Cases of {@code Add}.
   *
   * @return the list
   */
  public static List<OpCase> add() {
    return elementwise(new Add()).toList();
  }

  private static Stream<OpCase> elementwise(Op op) {
    Stream<OpCase> sizes =
        Arrays.stream(AWKWARD).mapToObj(channels -> OpCase.of(op, 1, 3, 5, channels));
    Stream<OpCase> batches = Stream.of(0, 2, 3).map(batch -> OpCase.of(op, batch, 2, 3, 7));
    Stream<OpCase> ranges =
        Stream.of(ValueRange.values()).map(range -> OpCase.of(op, 1, 6, 11, 13).with(range));
    return Stream.of(sizes, batches, ranges).flatMap(stream -> stream);
  }
}
