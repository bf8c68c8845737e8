package dev.fude.cli;

import dev.fude.model.style.Style;
import dev.fude.model.style.Styles;
import dev.fude.painter.Painter;
import dev.fude.painter.PainterBuilder;
import dev.fude.painter.Sizing;
import dev.fude.painter.picture.PictureInfo;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who paints: a model, and what computes it. */
final class PainterOptions {
  @Option(
      names = "--model",
      paramLabel = "FILE|NAME",
      description = {
        "Weights in safetensors, as \"fude convert\" writes them, or the name of a style that"
            + " \"fude styles\" lists, or any file that \"fude convert\" reads, which is converted"
            + " in memory each time.",
        "Default: the built-in style; of several, the one for films or the one for pictures."
      })
  private String model;

  @Mixin private BackendOptions backendOptions;
  @Mixin private WeightOptions weightOptions;
  @Mixin private MemoryOptions memoryOptions;

  /**
   * What computes, chosen before anything is loaded.
   *
   * @throws dev.fude.core.backend.BackendUnavailableException if it cannot run here
   */
  void selectBackend() {
    backendOptions.select().backend().warmUp();
  }

  /**
   * The same for one photograph. If the choice is ours, it waits until the photograph's size is
   * known.
   *
   * @throws dev.fude.core.backend.BackendUnavailableException if what was named cannot run here
   */
  void selectBackendForOne() {
    if (!backendOptions.automatic()) {
      selectBackend();
    }
  }

  /**
   * The style that was chosen.
   *
   * @throws WrongUseException if none was, and none is built in
   */
  Style style() {
    return style(Styles::standard);
  }

  /**
   * The same for films, for which another style may be the usual one.
   *
   * @throws WrongUseException if none was chosen, and none is built in
   */
  Style styleForFilms() {
    return style(Styles::standardForFilms);
  }

  private Style style(Supplier<Optional<Style>> usual) {
    if (model != null) {
      return Styles.find(model);
    }
    return usual
        .get()
        .orElseThrow(
            () ->
                new WrongUseException(
                    "No style is built in here; add --model FILE, where FILE is made once from"
                        + " published AnimeGANv2 weights by \"fude convert SOURCE -o"
                        + " FILE.safetensors\"."));
  }

  /**
   * Loads the painter, on the backend that was selected.
   *
   * @param style what it paints
   * @param sizing how photographs are framed
   * @param told who paints, in a line each
   */
  Painter load(Style style, Sizing sizing, Consumer<String> told) {
    return load(Painter.builder().sizing(sizing), style, told);
  }

  /**
   * The same for one photograph.
   *
   * @param photo the only one
   */
  Painter loadForOne(PictureInfo photo, Style style, Sizing sizing, Consumer<String> told) {
    PainterBuilder builder = Painter.builder().sizing(sizing);
    return load(builder.expecting(photo.width(), photo.height()), style, told);
  }

  private Painter load(PainterBuilder builder, Style style, Consumer<String> told) {
    builder.model(style);
    ForeignModel.of(style, weightOptions)
        .ifPresent(
            foreign -> {
              builder.model(foreign.model());
              told.accept(foreign.describe());
            });
    backendOptions.applyTo(builder);
    weightOptions.applyTo(builder);
    memoryOptions.applyTo(builder);
    Painter painter = builder.build();
    told.accept(painter.describe() + ", " + style.label());
    return painter;
  }

  /** Everything here on which a picture depends, as a text. */
  String settings(Painter painter, Style style) {
    return String.join(
        " ", painter.backendName(), backendOptions.accuracy(), style.label(), identity(style));
  }

  /** A file's name may stand for another model tomorrow. */
  private static String identity(Style style) {
    if (style instanceof Style.OfFile file) {
      return file.path().toFile().length() + " " + file.path().toFile().lastModified();
    }
    return Version.number();
  }
}
