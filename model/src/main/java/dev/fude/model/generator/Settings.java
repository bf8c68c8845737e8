package dev.fude.model.generator;

import dev.fude.core.op.Eps;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.InvalidWeightsException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What changes a network's picture beside its trained tensors, as words of a model file: the same
 * tensors give visibly different pictures under each resize rule, so nothing is guessed.
 *
 * @param values by key, such as {@value #RESIZE}; only what is known
 */
public record Settings(Map<String, String> values) {
  /** Key of how a network enlarges: a {@link ResizeRule}'s id. */
  public static final String RESIZE = "resize";

  /** Key of what norms add to the variance: a positive number. */
  public static final String NORM_EPS = "norm_eps";

  /** Nothing is known. */
  public static final Settings NONE = new Settings(Map.of());

  /** Makes the values unmodifiable. */
  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A resize rule and an eps.
   *
   * @param rule how the network enlarges
   * @param normEps what its norms add to the variance
   * @return the settings
   * @throws IllegalArgumentException if eps is not a positive finite number
   */
  public static Settings of(ResizeRule rule, double normEps) {
    return NONE.withResize(rule).withNormEps(normEps);
  }

  /**
   * The same with another resize rule.
   *
   * @param rule how the network enlarges
   * @return the settings
   */
  public Settings withResize(ResizeRule rule) {
    return with(RESIZE, rule.id());
  }

  /**
   * The same with another eps.
   *
   * @param eps what norms add to the variance
   * @return the settings
   * @throws IllegalArgumentException if eps is not a positive finite number
   */
  public Settings withNormEps(double eps) {
    requireEps(eps);
    return with(NORM_EPS, Eps.text(eps));
  }

  /**
   * These, and those of others that are not among them.
   *
   * @param others what holds where these say nothing
   * @return the settings
   */
  public Settings orElse(Settings others) {
    Map<String, String> both = new LinkedHashMap<>(others.values);
    both.putAll(values);
    return new Settings(both);
  }

  private Settings with(String key, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    return new Settings(changed);
  }

  /**
   * How the network enlarges.
   *
   * @return the rule
   * @throws InvalidWeightsException if it is not told, or there is no such rule
   */
  public ResizeRule resizeRule() {
    String id = require(RESIZE, "resize rule", "--resize align_corners", "resize(...)");
    try {
      return ResizeRule.of(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(
          "The weights' metadata is wrong, convert them again: " + e.getMessage(), e);
    }
  }

  /**
   * What the network's norms add to the variance.
   *
   * @return a positive finite number
   * @throws InvalidWeightsException if it is not told, or is no such number
   */
  public double normEps() {
    String text = require(NORM_EPS, "norm's eps", "--eps 1e-5", "normEps(...)");
    try {
      double eps = Double.parseDouble(text);
      requireEps(eps);
      return eps;
    } catch (IllegalArgumentException e) {
      throw new InvalidWeightsException(
          String.format(
              "The weights' metadata says norm_eps \"%s\", which is no positive number; convert"
                  + " them again.",
              text),
          e);
    }
  }

  /**
   * What the network's norms add to the variance, for a network that has a number of its own for
   * them.
   *
   * @param otherwise what holds if it is not told
   * @return a positive finite number
   * @throws InvalidWeightsException if what is told is no such number
   */
  public double normEpsOr(double otherwise) {
    return values.containsKey(NORM_EPS) ? normEps() : otherwise;
  }

  /**
   * Refuses a resize rule, for a network that has no use for one.
   *
   * @param network what messages call it
   * @throws InvalidWeightsException if one is told
   */
  public void requireNoResize(String network) {
    if (values.containsKey(RESIZE)) {
      throw new InvalidWeightsException(
          String.format(
              "The weights are of %s, which enlarges by trained convolutions; leave the resize rule"
                  + " out.",
              network));
    }
  }

  private String require(String key, String what, String option, String call) {
    return Optional.ofNullable(values.get(key))
        .orElseThrow(
            () ->
                new InvalidWeightsException(
                    String.format(
                        "The weights do not say which %s they were made for; convert them with"
                            + " Fude's converter, or name it, as by %s on the command line or by"
                            + " Painter.builder().%s in a program.",
                        what, option, call)));
  }

  private static void requireEps(double eps) {
    // The norm itself knows what it takes.
    new LayerNorm(eps);
  }
}
