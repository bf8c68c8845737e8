package dev.fude.cli;

import dev.fude.core.backend.BackendSelector.Selection;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.Model;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.model.style.Style;
import dev.fude.model.style.Styles;
import dev.fude.painter.Painter;
import dev.fude.painter.PainterBuilder;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code fude bench}: how long the network takes here, without reading and writing files.
 *
 * <p>The input is seeded noise, and so are the weights if none are given: the engine's speed does
 * not depend on the values. Work is counted as direct convolutions would do it, so that the figure
 * of one algorithm can be compared with another's; it may exceed what the machine can multiply.
 */
@Command(
    name = "bench",
    description = {
      "Measures the network on this machine, without files and pixels.",
      "Without --model on random weights: the speed does not depend on their values."
    })
final class BenchCommand implements Callable<Integer> {
  private static final long SEED = 20_261_122;
  private static final Definition UNTRAINED =
      new Definition(AnimeGanV2.GENERATOR, Settings.of(ResizeRule.ASYMMETRIC, 1e-5));

  @Spec private CommandSpec spec;

  @Option(
      names = "--size",
      paramLabel = "N|WxH",
      defaultValue = "512",
      converter = PictureSize.OfPicture.class,
      description = "Picture size. Default: ${DEFAULT-VALUE}.")
  private PictureSize size;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "7",
      converter = Converters.Count.class,
      description = "Runs that count. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "3",
      converter = Converters.CountOrNone.class,
      description = "Runs before those that count. Default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--model",
      paramLabel = "FILE|NAME",
      description =
          "Weights in safetensors, a style that \"fude styles\" lists, or any file that \"fude"
              + " convert\" reads.")
  private String model;

  @Mixin private BackendOptions backendOptions;
  @Mixin private WeightOptions weightOptions;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Selection backend = backendOptions.select();
    try (Painter painter = load()) {
      spec.commandLine().getErr().println("fude: " + painter.describe());
      Plan plan = painter.plan(size.width(), size.height());
      double[] seconds = measure(painter, noise(plan));
      Map<String, Object> result = result(painter, backend, plan, seconds);
      if (json) {
        Json.print(spec.commandLine().getOut(), result);
      } else {
        print(spec.commandLine().getOut(), result);
      }
    }
    return ExitCode.DONE;
  }

  private Painter load() {
    PainterBuilder builder = Painter.builder();
    if (model == null) {
      builder.model(Model.untrained(UNTRAINED, SEED));
    } else {
      Style style = Styles.find(model);
      builder.model(style);
      ForeignModel.of(style, weightOptions).ifPresent(foreign -> take(foreign, builder));
    }
    backendOptions.applyTo(builder);
    weightOptions.applyTo(builder);
    return builder.build();
  }

  private void take(ForeignModel foreign, PainterBuilder builder) {
    builder.model(foreign.model());
    spec.commandLine().getErr().println("fude: " + foreign.describe());
  }

  private static Tensor noise(Plan plan) {
    Random random = new Random(SEED);
    Tensor input = Tensor.zeros(plan.input());
    float[] values = input.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return input;
  }

  private double[] measure(Painter painter, Tensor input) {
    return Terminal.showing(
        "bench " + size,
        progress -> {
          double[] seconds = new double[runs];
          for (int run = -warmup; run < runs; run++) {
            long start = System.nanoTime();
            Tensor picture = painter.run(input);
            double took = (System.nanoTime() - start) / 1e9;
            requireFinite(picture);
            if (run >= 0) {
              seconds[run] = took;
            }
            progress.advanced(run + warmup + 1L, (long) runs + warmup);
          }
          return seconds;
        });
  }

  private void requireFinite(Tensor picture) {
    float value = picture.data()[0];
    if (!Float.isFinite(value)) {
      throw model == null
          ? new IllegalStateException("random weights gave " + value)
          : new InvalidWeightsException(
              String.format(
                  "%s paints %s; its numbers are damaged, so get it again.", model, value));
    }
  }

  private Map<String, Object> result(
      Painter painter, Selection backend, Plan plan, double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    double median = (sorted[(runs - 1) / 2] + sorted[runs / 2]) / 2;
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("engine", "fude-" + painter.backendName());
    result.put("detail", painter.describe());
    result.put("vector_bits", Machine.vectorBits(backend.availability()));
    result.put("threads", painter.threads());
    result.put("width", size.width());
    result.put("height", size.height());
    result.put("weights", model == null ? "random, seed " + SEED : model);
    result.put("warmup_runs", warmup);
    result.put("seconds", Arrays.stream(seconds).boxed().toList());
    result.put("median_seconds", median);
    result.put("min_seconds", sorted[0]);
    result.put("max_seconds", sorted[runs - 1]);
    result.put("pictures_per_second", 1 / median);
    result.put("gflop_per_picture", 2e-9 * plan.multiplyAdds());
    result.put("gflop_per_second", 2e-9 * plan.multiplyAdds() / median);
    result.put("machine", Machine.describe());
    return result;
  }

  private static void print(PrintWriter out, Map<String, Object> result) {
    result.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> group) {
            group.forEach((name, entry) -> line(out, name.toString(), entry));
          } else if (value != null) {
            line(out, key, value);
          }
        });
  }

  private static void line(PrintWriter out, String key, Object value) {
    String text = value instanceof Double number ? String.format("%.3f", number) : value.toString();
    out.printf("%-20s %s%n", key.replace('_', ' '), text);
  }
}
