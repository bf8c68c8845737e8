package dev.fude.cli;

import dev.fude.core.backend.Backend;
import dev.fude.painter.Painter;
import dev.fude.painter.PainterBuilder;
import dev.fude.painter.Sizing;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PictureReader;
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
      description = "Photographs: JPEG, PNG, BMP, GIF, TIFF or WebP.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = {
        "A .png or .jpg file for one photograph; an existing folder for several,",
        "which get the photographs' names and PNG."
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
      description = "JPEG quality from 1 to 100. Default: ${DEFAULT-VALUE}.")
  private int quality;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    List<Jobs.Job> jobs = Jobs.plan(inputs, output, overwrite);
    Backend backend = backendOptions.select().backend();
    Style style = model == null ? Styles.standard() : Styles.find(model);
    backend.warmUp();
    List<Outcome> outcomes = new ArrayList<>();
    jobs.forEach(job -> outcomes.add(probe(job)));
    String engine = null;
    if (outcomes.stream().anyMatch(Outcome::succeeded)) {
      try (Painter painter = load(style)) {
        engine = painter.describe();
        spec.commandLine().getErr().println("fude: " + engine + ", " + style.label());
        outcomes.replaceAll(outcome -> outcome.succeeded() ? paint(painter, outcome) : outcome);
      }
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

  private Painter load(Style style) {
    PainterBuilder builder = Painter.builder().sizing(sizing.chosen()).jpegQuality(quality / 100f);
    style.applyTo(builder);
    backendOptions.applyTo(builder);
    weightOptions.applyTo(builder);
    return builder.build();
  }

  private Outcome probe(Jobs.Job job) {
    try {
      return Outcome.of(job, PictureReader.probe(job.input()));
    } catch (InvalidImageException e) {
      return failed(job, e);
    }
  }

  /** A photograph that fails is told of, and the others go on. */
  private Outcome paint(Painter painter, Outcome outcome) {
    Jobs.Job job = outcome.job();
    try {
      long bytes = painter.bytesNeeded(outcome.info().width(), outcome.info().height());
      long start = System.nanoTime();
      Terminal.showing(
          job.input().getFileName().toString(),
          progress -> {
            painter.stylize(job.input(), job.output(), overwrite, progress);
            return job;
          });
      Outcome done = outcome.painted((System.nanoTime() - start) / 1e9, bytes);
      if (!json) {
        done.print(spec.commandLine().getOut());
      }
      return done;
    } catch (RuntimeException | OutOfMemoryError e) {
      return failed(job, e);
    }
  }

  private Outcome failed(Jobs.Job job, Throwable failure) {
    new Failures(spec.commandLine().getErr()).report(failure, job.input());
    return Outcome.failed(job, failure);
  }

  private static Map<String, Object> asMap(Style style, String engine, List<Outcome> outcomes) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("model", style.label());
    result.put("engine", engine);
    result.put("pictures", outcomes.stream().map(Outcome::asMap).toList());
    return result;
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
    static Outcome of(Jobs.Job job, PictureInfo info) {
      return new Outcome(job, info, 0, 0, null);
    }

    static Outcome failed(Jobs.Job job, Throwable failure) {
      return new Outcome(job, null, 0, 0, failure);
    }

    Outcome painted(double took, long bytes) {
      return new Outcome(job, info, took, bytes, null);
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
