package dev.fude.cli;

import dev.fude.converter.Conversion;
import dev.fude.converter.ConversionReport;
import dev.fude.core.weights.Safetensors;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.style.Style;
import dev.fude.model.style.StyleFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of another program's that is given where a model is wanted: it is converted in memory, as
 * {@code fude convert} would convert it.
 */
final class ForeignModel {
  private final Path file;
  private final Model model;
  private final ConversionReport report;

  private ForeignModel(Path file, WeightOptions weights) {
    this.file = file;
    Conversion conversion = weights.applyTo(Conversion.open(file));
    report = conversion.report();
    model = conversion.model();
  }

  /**
   * Reads what a style stands for, if the engine cannot load it as it is.
   *
   * @param style what was chosen
   * @param weights what was told of its weights
   * @return the converted model; empty if the style is a model's file, or no file that is known
   * @throws dev.fude.core.weights.InvalidWeightsException if it cannot be converted
   */
  static Optional<ForeignModel> of(Style style, WeightOptions weights) {
    return Optional.of(style)
        .filter(Style.OfFile.class::isInstance)
        .map(chosen -> ((Style.OfFile) chosen).path())
        // A model's file is for the engine: its start need not wait for the converter.
        .filter(path -> !isModel(path))
        .filter(Conversion::isNeeded)
        .map(path -> new ForeignModel(path, weights));
  }

  private static boolean isModel(Path file) {
    return file.toString().endsWith(StyleFolder.SUFFIX)
        && ModelFile.isModel(Safetensors.readMetadata(file));
  }

  Model model() {
    return model;
  }

  /** What became of it, what was assumed and what was noticed: sentences, in one line. */
  String describe() {
    List<String> facts = new ArrayList<>(ConversionResult.facts(report));
    model.definition().ifPresent(definition -> facts.add(0, "network: " + report.architecture()));
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            "%s (%s) is converted in memory, once for each run; %s.",
            file, report.format(), String.join("; ", facts)));
    sentences.addAll(report.notes());
    return String.join(" ", sentences);
  }
}
