package dev.fude.testkit;

import dev.fude.core.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The catalogue: one list of cases for each op, which drives the comparison of every backend with
 * the specification and the benchmarks alike. A new op gets a class of its own, as {@link
 * LeakyReluCases} is one, and a line in {@link #CATALOGUE}.
 */
public final class OpCases {
  private static final List<CasesOf<?>> CATALOGUE =
      List.of(
          new Conv2dCases(),
          new ConvTranspose2dCases(),
          new ConcatCases(),
          new DepthToSpaceCases(),
          new DepthwiseConv2dCases(),
          new SeparableConv2dCases(),
          new InvertedResidualCases(),
          new LayerNormCases(),
          new InstanceNormCases(),
          new PadCases(),
          new ResizeBilinearCases(),
          new ResizeNearestCases(),
          new ScaleShiftCases(),
          new LeakyReluCases(),
          new PReluCases(),
          new TanhCases(),
          new AddCases(),
          new MultiplyCases(),
          new DivideCases(),
          new BoxMeanCases(),
          new MaxPoolCases(),
          new AdaptiveInstanceNormCases(),
          new SpatialSoftmaxCases(),
          new DivideByChannelSumCases());

  private static final long SMALL_WORK = 4000;

  private OpCases() {}

  /**
   * All cases.
   *
   * @return every op's list, then the network's layers at a small size
   */
  public static List<OpCase> all() {
    Stream<OpCase> ofEachOp = CATALOGUE.stream().flatMap(cases -> cases.list().stream());
    return Stream.concat(ofEachOp, NetworkLayers.at(16, 24).stream()).distinct().toList();
  }

  /**
   * The cases to test: all, or those that {@code -Dfude.test.cases} names, such as {@code
   * conv2d,pad_zero} or {@code conv2d:stride 2x2}. How many these are is printed once.
   *
   * @return cases in the order of {@link #all}
   * @throws IllegalArgumentException if a name has no cases
   */
  public static List<OpCase> chosen() {
    return all().stream().filter(CaseChoice.current()::admits).toList();
  }

  /**
   * A small part of the cases, for vectors that the machine only emulates, a thousand times slower.
   *
   * @return of each op's cases of little work every fifth, or every {@link #chosen} one
   */
  public static List<OpCase> small() {
    Stream<OpCase> small = chosen().stream().filter(opCase -> opCase.multiplyAdds() <= SMALL_WORK);
    if (!CaseChoice.current().everything()) {
      return small.toList();
    }
    Map<String, Integer> seen = new HashMap<>();
    return small
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

  /** What the test kit knows of an op. */
  @SuppressWarnings("unchecked") // CasesOf<O> says itself that it is of O
  static <O extends Op> CasesOf<O> of(O op) {
    for (CasesOf<?> cases : CATALOGUE) {
      if (cases.op() == op.getClass()) {
        return (CasesOf<O>) cases;
      }
    }
    throw new IllegalArgumentException(
        "The catalogue has no cases of " + op.kind() + ": write them and name them in OpCases.");
  }

  /** The op that a file of the reference material holds. */
  static Op read(GoldenOpFile file) {
    for (CasesOf<?> cases : CATALOGUE) {
      var op = cases.read(file);
      if (op.isPresent()) {
        return op.get();
      }
    }
    throw new IllegalArgumentException("No op is called \"" + file.kind() + "\".");
  }
}
