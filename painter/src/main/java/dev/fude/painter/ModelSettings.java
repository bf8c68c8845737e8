package dev.fude.painter;

import dev.fude.core.graph.Graph;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.core.weights.Weights;
import dev.fude.painter.generator.AnimeGanV2;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What changes the picture beside the trained tensors: the same weights give visibly different
 * pictures under each resize rule, so nothing is guessed. The caller's word comes first, then that
 * of a Fude weights file; without either the weights are refused.
 *
 * @param rule how the generator enlarges
 * @param normEps what its norms add to the variance
 */
record ModelSettings(ResizeRule rule, double normEps) {
  private static final String FORMAT = "fude";

  static ModelSettings of(Weights weights, Optional<ResizeRule> rule, OptionalDouble normEps) {
    requireKnownArchitecture(weights);
    boolean ours = weights.metadata("format").filter(FORMAT::equals).isPresent();
    Optional<String> namedRule = weights.metadata("resize").filter(any -> ours);
    Optional<String> namedEps = weights.metadata("norm_eps").filter(any -> ours);
    return new ModelSettings(
        rule.or(() -> namedRule.map(ModelSettings::parseRule))
            .orElseThrow(() -> silent("resize rule", "resize", "such as ALIGN_CORNERS")),
        normEps.isPresent()
            ? normEps.getAsDouble()
            : namedEps
                .map(ModelSettings::parseEps)
                .orElseThrow(() -> silent("norm's eps", "normEps", "such as 1e-5")));
  }

  /** The generator with these settings, if the weights fit it exactly. */
  Graph graphFor(Weights weights) {
    Graph graph = AnimeGanV2.graph(rule, normEps);
    weights.requireExactly(graph.parameterShapes(), "the AnimeGANv2 generator");
    return graph;
  }

  static void requireEps(double eps) {
    // The norm itself knows what it takes.
    new LayerNorm(eps);
  }

  private static void requireKnownArchitecture(Weights weights) {
    String architecture = weights.metadata("architecture").orElse(AnimeGanV2.ARCHITECTURE);
    if (!architecture.equals(AnimeGanV2.ARCHITECTURE)) {
      throw new InvalidWeightsException(
          String.format(
              "The weights are of architecture \"%s\", but only %s can be run; convert weights of"
                  + " that.",
              architecture, AnimeGanV2.ARCHITECTURE));
    }
  }

  private static ResizeRule parseRule(String id) {
    try {
      return ResizeRule.of(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(
          "The weights' metadata is wrong, convert them again: " + e.getMessage(), e);
    }
  }

  private static double parseEps(String text) {
    try {
      double eps = Double.parseDouble(text);
      requireEps(eps);
      return eps;
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(
          String.format(
              Locale.ROOT,
              "The weights' metadata says norm_eps \"%s\", which is no positive number; convert"
                  + " them again.",
              text),
          e);
    }
  }

  private static InvalidWeightsException silent(String what, String call, String example) {
    return new InvalidWeightsException(
        String.format(
            "The weights do not say which %s they were made for; convert them with Fude's"
                + " converter, or name it by Painter.builder().%s(...), %s.",
            what, call, example));
  }
}
