package dev.fude.cli;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.RunOptions;
import dev.fude.model.style.Style;
import dev.fude.model.style.Styles;
import dev.fude.painter.Painter;
import dev.fude.painter.PainterBuilder;
import dev.fude.painter.Sizing;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PictureWriter;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fude stylize}: photographs to anime pictures. */
@Command(name = "stylize", description = "Turns photographs into anime pictures.")
final class StylizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "IN",
      description =
          "Photographs: JPEG, PNG, BMP, GIF, TIFF or WebP; - reads one from standard input.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = {
        "A .png, .jpg or .tif file for one photograph; an existing folder for several,",
        "which get the photographs' names and PNG (stdin.png for -)."
      })
  private String output;

  @Option(
      names = "--model",
      paramLabel = "FILE|NAME",
      description = {
        "Weights in safetensors, as \"fude convert\" writes them, or the name of a style that"
            + " \"fude styles\" lists.",
        "Default: the built-in style."
      })
  private String model;

  @Mixin private BackendOptions backendOptions;
  @Mixin private WeightOptions weightOptions;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private SizingOptions sizing = new SizingOptions();

  @Option(names = "--overwrite", description = "Replace outputs that exist.")
  private boolean overwrite;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "95",
      converter = Converters.Quality.class,
      description = {
        "JPEG quality from 1 to 100; from 90 on every pixel keeps its own colour.",
        "Also of WebP, which is lossless at 100. Default: ${DEFAULT-VALUE}."
      })
  private int quality;

  @Option(
      names = "--keep-position",
      description = {
        "Also carry where the photograph was taken into its picture;",
        "date, camera and exposure always are."
      })
  private boolean keepPosition;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    List<Jobs.Job> jobs = Jobs.plan(inputs, output, overwrite);
    Backend backend = backendOptions.select().backend();
    Style style = style();
    backend.warmUp();
    List<Outcome> outcomes = new ArrayList<>();
    String engine;
    try (LazyPainter lazy = new LazyPainter(style)) {
      jobs.forEach(job -> outcomes.add(stylize(job, lazy)));
      engine = lazy.engine();
    }
    if (json) {
      Json.print(spec.commandLine().getOut(), asMap(style, engine, outcomes));
    }
    return outcomes.stream()
        .map(Outcome::exitCode)
        .filter(code -> code != ExitCode.DONE)
        .findFirst()
        .orElse(ExitCode.DONE);
  }

  private Style style() {
    if (model != null) {
      return Styles.find(model);
    }
    return Styles.standard()
        .orElseThrow(
            () ->
                new WrongUseException(
                    "No style is built in here; add --model FILE, where FILE is made once from"
                        + " published AnimeGANv2 weights by \"fude convert SOURCE -o"
                        + " FILE.safetensors\"."));
  }

  /** A photograph that fails is told of, and the others go on; a model that fails ends them all. */
  private Outcome stylize(Jobs.Job job, LazyPainter lazy) {
    OpenPicture photo;
    try {
      photo = job.source().open();
    } catch (InvalidImageException e) {
      return failed(job, e);
    }
    try (photo) {
      return paint(job, photo, lazy.painter());
    }
  }

  private Outcome paint(Jobs.Job job, OpenPicture photo, Painter painter) {
    try {
      PictureInfo info = photo.info();
      long bytes = painter.bytesNeeded(info.width(), info.height());
      long start = System.nanoTime();
      PictureWriter writer = new PictureWriter(job.output(), overwrite, quality / 100f);
      Framing result = painter.resultFraming(info.width(), info.height());
      writer.requireFits(result.width(), result.height());
      BufferedImage picture =
          Terminal.showing(
              job.input().getFileName().toString(),
              progress -> painter.stylize(photo, RunOptions.DEFAULTS.withProgress(progress)));
      PhotoDetails details = photo.details();
      writer.write(picture, keepPosition ? details : details.withoutPosition());
      Outcome done = Outcome.painted(job, info, (System.nanoTime() - start) / 1e9, bytes);
      if (!json) {
        done.print(spec.commandLine().getOut());
      }
      return done;
    } catch (RuntimeException | OutOfMemoryError e) {
      return failed(job, e);
    }
  }

  private Outcome failed(Jobs.Job job, Throwable failure) {
    new Failures(spec.commandLine().getErr()).report(failure, job.source().name());
    return Outcome.failed(job, failure);
  }

  private static Map<String, Object> asMap(Style style, String engine, List<Outcome> outcomes) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", style.label());
    result.put("engine", engine);
    result.put("pictures", outcomes.stream().map(Outcome::asMap).toList());
    return result;
  }

  /** A painter, made when the first sound photograph needs it. */
  private final class LazyPainter implements AutoCloseable {
    private final Style style;
    private Painter painter; // null until it is needed

    private LazyPainter(Style style) {
      this.style = style;
    }

    private Painter painter() {
      if (painter == null) {
        painter = load();
        spec.commandLine().getErr().println("fude: " + engine() + ", " + style.label());
      }
      return painter;
    }

    private Painter load() {
      PainterBuilder builder = Painter.builder().sizing(sizing.chosen()).model(style);
      backendOptions.applyTo(builder);
      weightOptions.applyTo(builder);
      return builder.build();
    }

    /** What computes, or null if nothing was computed. */
    private String engine() {
      return painter == null ? null : painter.describe();
    }

    @Override
    public void close() {
      if (painter != null) {
        painter.close();
      }
    }
  }

  /** At most one of the sizings that are not the photograph's own size. */
  static final class SizingOptions {
    @Option(
        names = "--face",
        description = "Cut the largest square from the middle and bring it to 512 x 512.")
    private boolean face;

    @Option(
        names = "--original-size",
        description = "Bring the sides to multiples of 32 from 256 on, as the original script did.")
    private boolean originalSize;

    private Sizing chosen() {
      if (face) {
        return Sizing.FACE;
      }
      return originalSize ? Sizing.ORIGINAL_SCRIPT : Sizing.EXACT;
    }
  }

  /**
   * What became of one photograph.
   *
   * @param job its files
   * @param info its size, or null if it could not be read
   * @param seconds from reading to writing
   * @param bytesNeeded the estimate of the memory it took
   * @param failure what went wrong, or null
   */
  private record Outcome(
      Jobs.Job job, PictureInfo info, double seconds, long bytesNeeded, Throwable failure) {
    static Outcome failed(Jobs.Job job, Throwable failure) {
      return new Outcome(job, null, 0, 0, failure);
    }

    static Outcome painted(Jobs.Job job, PictureInfo info, double seconds, long bytes) {
      return new Outcome(job, info, seconds, bytes, null);
    }

    boolean succeeded() {
      return failure == null;
    }

    int exitCode() {
      return succeeded() ? ExitCode.DONE : Failures.exitCode(failure);
    }

    void print(PrintWriter out) {
      out.printf("%s -> %s (%.2f s)%n", job.input(), job.output(), seconds);
    }

    Map<String, Object> asMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("input", job.input().toString());
      if (!succeeded()) {
        map.put("error", Failures.sentence(failure));
        map.put("exit_code", exitCode());
        return map;
      }
      map.put("output", job.output().toString());
      map.put("photo_width", info.width());
      map.put("photo_height", info.height());
      map.put("seconds", seconds);
      map.put("bytes_needed", bytesNeeded);
      return map;
    }
  }
}
