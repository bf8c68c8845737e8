package dev.fude.cli;

import dev.fude.converter.Conversion;
import dev.fude.converter.ConversionReport;
import dev.fude.model.Model;
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
        // A file of that ending is for the engine: its start need not wait for the converter.
        .filter(path -> !path.toString().endsWith(StyleFolder.SUFFIX))
        .filter(Conversion::isNeeded)
        .map(path -> new ForeignModel(path, weights));
  }

  Model model() {
    return model;
  }

  /** What became of it and what was assumed, in one line. */
  String describe() {
    List<String> facts = new ArrayList<>(ConversionResult.facts(report));
    report.notes().forEach(note -> facts.add(note.replaceAll("[.]$", "")));
    return String.format(
        "%s (%s) is converted in memory, once for each run; %s",
        file, report.format(), String.join("; ", facts));
  }
}
