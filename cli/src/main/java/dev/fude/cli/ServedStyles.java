package dev.fude.cli;

import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.style.BuiltInStyle;
import dev.fude.model.style.Style;
import dev.fude.model.style.StyleFolder;
import dev.fude.model.style.Styles;
import dev.fude.painter.Painter;
import dev.fude.painter.PainterBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds and loads the styles that a server offers, by the names that its users choose. */
final class ServedStyles {
  private final BackendOptions backendOptions;
  private final WeightOptions weightOptions;
  private final PrintWriter err;

  /**
   * Nothing is loaded yet.
   *
   * @param backendOptions with a backend that has been selected
   * @param weightOptions what the weights do not say themselves
   * @param err told of each style
   */
  ServedStyles(BackendOptions backendOptions, WeightOptions weightOptions, PrintWriter err) {
    this.backendOptions = backendOptions;
    this.weightOptions = weightOptions;
    this.err = err;
  }

  /**
   * Loads what was asked for; or, if that is nothing, the built-in style and what is sound in the
   * style folder.
   *
   * @param models files and names
   * @param painters where they go, at once, so that the caller can close them
   * @throws InvalidWeightsException if one that was asked for cannot be used
   * @throws WrongUseException if there is none
   */
  void load(List<String> models, Map<String, Painter> painters) {
    if (models.isEmpty()) {
      loadAll(painters);
    }
    asked(models).forEach((name, style) -> painters.put(name, painter(style)));
    if (painters.isEmpty()) {
      throw new WrongUseException("No style is built in here; add --model FILE.");
    }
  }

  private void loadAll(Map<String, Painter> painters) {
    BuiltInStyle.installed()
        .forEach(style -> painters.put(style.name(), painter(new Style.OfArtifact(style))));
    StyleFolder folder = StyleFolder.ofUser();
    for (String name : folder.names()) {
      try {
        painters.computeIfAbsent(name, absent -> painter(new Style.OfFile(folder.file(name))));
      } catch (InvalidWeightsException e) {
        err.println("fude: warning: a style is left out: " + Failures.sentence(e));
      }
    }
  }

  /** Of two that are called alike the later has its whole text for a name. */
  private static Map<String, Style> asked(List<String> models) {
    Map<String, Style> styles = new LinkedHashMap<>();
    for (String model : models) {
      Style style = Styles.find(model);
      String name = name(model);
      styles.put(styles.containsKey(name) ? model : name, style);
    }
    return styles;
  }

  /** A file is called by its name, without folders and ending. */
  private static String name(String model) {
    String file = String.valueOf(Path.of(model).getFileName());
    return file.endsWith(StyleFolder.SUFFIX)
        ? file.substring(0, file.length() - StyleFolder.SUFFIX.length())
        : file;
  }

  /** No scratch files: what somebody sends is not to be written to a disk. */
  private Painter painter(Style style) {
    PainterBuilder builder = Painter.builder().model(style).noScratch();
    ForeignModel.of(style, weightOptions)
        .ifPresent(
            foreign -> {
              builder.model(foreign.model());
              err.println("fude: " + foreign.describe());
            });
    backendOptions.applyTo(builder);
    weightOptions.applyTo(builder);
    Painter painter = builder.build();
    err.println("fude: " + painter.describe() + ", " + style.label());
    return painter;
  }
}
