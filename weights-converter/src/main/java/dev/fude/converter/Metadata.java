package dev.fude.converter;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.core.Quoted;
import dev.fude.core.op.ResizeRule;
import dev.fude.model.ModelCard;
import dev.fude.model.generator.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a safetensors file says in words beside its tensors. One that was converted before, or one
 * from elsewhere that follows the same custom, is believed unless its graph says otherwise.
 *
 * @param entries by name
 */
record Metadata(Map<String, String> entries) {
  /** How large a text from elsewhere may be and still be handed on. */
  private static final int MAX_LENGTH = 2_000;

  Optional<ResizeRule> resizeRule() {
    return text(Settings.RESIZE).map(Metadata::rule);
  }

  private static ResizeRule rule(String id) {
    try {
      return ResizeRule.of(id);
    } catch (IllegalArgumentException e) {
      throw unknown(Settings.RESIZE, id);
    }
  }

  Optional<Double> normEps() {
    return text(Settings.NORM_EPS).map(Metadata::eps);
  }

  private static double eps(String text) {
    try {
      double eps = Double.parseDouble(text);
      if (eps > 0 && eps < 1) {
        return eps;
      }
    } catch (NumberFormatException e) {
      throw unknown(Settings.NORM_EPS, text);
    }
    throw unknown(Settings.NORM_EPS, text);
  }

  Optional<String> style() {
    return text(ModelCard.STYLE);
  }

  Optional<String> license() {
    return text(ModelCard.LICENSE);
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
}
