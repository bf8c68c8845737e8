package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import dev.fude.core.backend.RunOptions;
import dev.fude.painter.Painter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Where a network's time goes: of each step of its plan the multiply-adds, and the processor time
 * of the one thread that runs it. Processor time does not count what other programs take, so that
 * it is the surer figure on a machine that is not quiet.
 *
 * <p>The first half of the runs warms up. A step's time is the median of the others'.
 */
@Command(
    name = "StepTimes",
    sortOptions = false,
    description = "Measures the processor time of each step of a network, on one thread.")
public final class StepTimes implements Callable<Integer> {
  private static final long SEED = 20_261_201;
  private static final double NANOS = 1e6; // in a millisecond
  private static final double MILLION = 1e6;

  @Option(names = "--model", required = true, description = "A file, or the name of a style.")
  private String model;

  @Option(names = "--backend", description = "simd, loops or scalar.")
  private String backend = "simd";

  @Option(names = "--size", converter = PhotoSize.Converter.class, description = "Of the picture.")
  private PhotoSize size = new PhotoSize(512, 512);

  @Option(names = "--runs", description = "Half of them warm up.")
  private int runs = 40;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new StepTimes()).execute(args));
  }

  /** What one run found out of a step. */
  private record Step(long multiplyAdds, long nanos) {}

  @Override
  public Integer call() {
    byte[] photo = softNoise();
    List<List<Step>> measured = new ArrayList<>();
    try (Painter painter = Painter.builder().style(model).backend(backend).threads(1).build()) {
      System.out.printf("# %s%n", painter.describe());
      for (int run = 0; run < runs; run++) {
        List<Step> steps = run(painter, photo);
        if (run >= runs / 2) {
          measured.add(steps);
        }
      }
    }
    System.out.print(table(measured));
    return 0;
  }

  /** Grey levels that rise from left to right, with noise: no photograph need be there. */
  private byte[] softNoise() {
    byte[] levels = new byte[3 * size.width() * size.height()];
    new Random(SEED).nextBytes(levels);
    for (int i = 0; i < levels.length; i++) {
      int column = i / 3 % size.width();
      levels[i] = (byte) (64 + (levels[i] & 63) + 100 * column / size.width());
    }
    return levels;
  }

  private List<Step> run(Painter painter, byte[] photo) {
    List<Step> steps = new ArrayList<>();
    long[] before = {0, threads.getCurrentThreadCpuTime()};
    painter.stylizeLevels(
        photo,
        size.width(),
        size.height(),
        RunOptions.DEFAULTS.withProgress(
            (done, all) -> {
              long now = threads.getCurrentThreadCpuTime();
              steps.add(new Step(done - before[0], now - before[1]));
              before[0] = done;
              before[1] = now;
            }));
    return steps;
  }

  private static MarkdownTable table(List<List<Step>> measured) {
    MarkdownTable table =
        new MarkdownTable("step", "million multiply-adds", "ms", "least", "GFLOP/s");
    int count = measured.get(0).size();
    for (int i = 0; i < count; i++) {
      int step = i;
      add(String.valueOf(i), measured, steps -> steps.get(step), table);
    }
    add("all", measured, StepTimes::sum, table);
    return table;
  }

  private static Step sum(List<Step> steps) {
    return new Step(sum(steps, Step::multiplyAdds), sum(steps, Step::nanos));
  }

  private static long sum(List<Step> steps, ToLongFunction<Step> number) {
    return steps.stream().mapToLong(number).sum();
  }

  /** Picks a step, or all of them, out of a run. */
  @FunctionalInterface
  private interface Pick {
    Step of(List<Step> run);
  }

  private static void add(String name, List<List<Step>> measured, Pick pick, MarkdownTable table) {
    double[] millis =
        measured.stream().mapToDouble(run -> pick.of(run).nanos() / NANOS).sorted().toArray();
    double median = millis[millis.length / 2];
    double million = pick.of(measured.get(0)).multiplyAdds() / MILLION;
    table.add(
        name, cell(million, 1), cell(median, 2), cell(millis[0], 2), cell(2 * million / median, 0));
  }
}
