package dev.fude.cli;

import dev.fude.converter.Conversion;
import dev.fude.core.op.ResizeRule;
import dev.fude.model.generator.Settings;
import dev.fude.painter.PainterBuilder;
import picocli.CommandLine.Option;

/** What the weights need to be told if they do not say it themselves. */
final class WeightOptions {
  @Option(
      names = "--resize",
      paramLabel = "RULE",
      converter = Converters.Rule.class,
      description = {
        "How the network enlarges: asymmetric, align_corners or half_pixel.",
        "Default: what the weights say."
      })
  private ResizeRule resize;

  @Option(
      names = "--eps",
      paramLabel = "E",
      converter = Converters.Eps.class,
      description = "What the norms add to the variance. Default: what the weights say.")
  private Double eps;

  /**
   * What was given.
   *
   * @return settings that come before the file's
   */
  Settings settings() {
    Settings settings = Settings.NONE;
    if (resize != null) {
      settings = settings.withResize(resize);
    }
    return eps == null ? settings : settings.withNormEps(eps);
  }

  /**
   * Passes the options on.
   *
   * @param builder told what was given
   */
  void applyTo(PainterBuilder builder) {
    if (resize != null) {
      builder.resize(resize);
    }
    if (eps != null) {
      builder.normEps(eps);
    }
  }

  /**
   * Passes the options on.
   *
   * @param conversion told what was given
   * @return the same conversion
   */
  Conversion applyTo(Conversion conversion) {
    if (resize != null) {
      conversion.resize(resize);
    }
    return eps == null ? conversion : conversion.eps(eps);
  }
}
