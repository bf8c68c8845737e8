package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Quoted;
import dev.fude.core.op.ResizeRule;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file of ours says in words beside its tensors. A file that was converted before, or one
 * from elsewhere that follows the same custom, is believed unless its graph says otherwise.
 *
 * @param entries by name
 */
record Metadata(Map<String, String> entries) {
  static final String RESIZE = "resize";
  static final String NORM_EPS = "norm_eps";
  static final String STYLE = "style";
  static final String LICENSE = "license";

  /** How large a text from elsewhere may be and still be handed on. */
  private static final int MAX_LENGTH = 2_000;

  Optional<ResizeRule> resizeRule() {
    return text(RESIZE).map(Metadata::rule);
  }

  private static ResizeRule rule(String id) {
    try {
      return ResizeRule.of(id);
    } catch (IllegalArgumentException e) {
      throw unknown(RESIZE, id);
    }
  }

  Optional<Double> normEps() {
    return text(NORM_EPS).map(Metadata::eps);
  }

  private static double eps(String text) {
    try {
      double eps = Double.parseDouble(text);
      if (eps > 0 && eps < 1) {
        return eps;
      }
    } catch (NumberFormatException e) {
      throw unknown(NORM_EPS, text);
    }
    throw unknown(NORM_EPS, text);
  }

  Optional<String> style() {
    return text(STYLE);
  }

  Optional<String> license() {
    return text(LICENSE);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(entries.get(name)).filter(text -> text.length() <= MAX_LENGTH);
  }

  private static MalformedSourceException unknown(String name, String text) {
    return new MalformedSourceException(
        String.format(
            Locale.ROOT,
            "its metadata says that %s is %s, which is not known; download the file again",
            name,
            Quoted.name(text)));
  }

  /** As people write it: 1e-12 rather than Java's 1.0E-12. */
  static String text(double eps) {
    return Double.toString(eps).replace(".0E", "e").replace('E', 'e');
  }
}
