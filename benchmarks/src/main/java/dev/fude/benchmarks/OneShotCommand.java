package dev.fude.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@link ColdStart}, {@link Memory} and {@link LargePicture} share. */
abstract class OneShotCommand implements Callable<Integer> {
  @Option(
      names = "--size",
      paramLabel = "SIZE",
      split = ",",
      converter = PhotoSize.Converter.class,
      description = {
        "Pictures, such as 512 or 640x480: multiples of 4 from 8 on. Default:",
        "${DEFAULT-VALUE}."
      })
  private List<PhotoSize> sizes;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      defaultValue = "2",
      description = "Threads that a picture may keep busy. Default: ${DEFAULT-VALUE}.")
  private List<Integer> threads;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Processes of each kind, in turn. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      split = ",",
      description = "Engines. Default: ${DEFAULT-VALUE}.")
  private List<String> engines;

  @Option(
      names = "--variant",
      paramLabel = "NAME=FLAGS",
      description = {
        "One more engine: fude with more JVM flags, split at blanks. May be repeated, as in",
        "--variant c1=-XX:TieredStopAtLevel=1 --variant cds=-Xshare:off."
      })
  private Map<String, String> variants = new LinkedHashMap<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write all samples there.")
  private Path json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  OneShotCommand(List<PhotoSize> sizes, List<String> engines) {
    this.sizes = sizes;
    this.engines = engines;
  }

  /**
   * What is printed in the end.
   *
   * @param results of all jobs
   * @return a line for each
   */
  abstract MarkdownTable table(List<OneShotResult> results);

  /**
   * Runs a program and ends the JVM.
   *
   * @param command the program
   * @param args its arguments
   */
  static void main(OneShotCommand command, String... args) {
    System.exit(
        new CommandLine(command)
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().println(failure.getMessage());
                  return line.getCommandSpec().exitCodeOnExecutionException();
                })
            .execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<OneShotResult> results;
    try (OneShotBench bench = new OneShotBench()) {
      List<OneShotJob> jobs = jobs();
      results = bench.measure(checks(jobs), jobs, runs);
    }
    System.out.printf("%n%s", table(results));
    if (json != null) {
      OneShotJson.write(json, getClass().getSimpleName(), results);
    }
    return 0;
  }

  /**
   * What is to be measured. Engines that are compared stand, and so run, next to one another.
   *
   * @return a job for each size, number of threads and engine
   */
  List<OneShotJob> jobs() {
    List<OneShotJob> jobs = new ArrayList<>();
    for (PhotoSize size : sizes) {
      for (int count : threads) {
        engines.forEach(
            engine -> jobs.add(new OneShotJob(engine, jvmFlags(engine, size), size, count)));
        variants.forEach(
            (name, flags) ->
                jobs.add(
                    new OneShotJob(
                        OneShotJob.FUDE + "-" + name,
                        List.of(flags.trim().split("\\s+")),
                        size,
                        count)));
      }
    }
    return jobs;
  }

  /**
   * JVM flags that an engine needs.
   *
   * @param engine its name
   * @param size the picture
   * @return none, unless a benchmark knows better
   */
  List<String> jvmFlags(String engine, PhotoSize size) {
    return List.of();
  }

  /**
   * What is done once before anything is measured, to see that engines agree.
   *
   * @param jobs what is to be measured
   * @return those of the smallest picture, unless a benchmark knows better
   */
  List<OneShotJob> checks(List<OneShotJob> jobs) {
    PhotoSize smallest =
        jobs.stream()
            .map(OneShotJob::size)
            .min(Comparator.comparingLong(PhotoSize::pixels))
            .orElseThrow();
    return jobs.stream().filter(job -> job.size().equals(smallest)).toList();
  }
}
