package dev.fude.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Measures jobs, each in processes of its own.
 *
 * <p>Every job takes its turn in each round, in the opposite order every second time, so that what
 * else the machine does falls on all alike. Before the rounds each engine paints one picture once:
 * that fills the system's file cache, and the pictures must agree, since a wrong result has no
 * speed.
 */
final class OneShotBench implements AutoCloseable {
  /** Each engine is within one grey level of the truth, and then rounds to a level. */
  private static final int MOST_LEVELS = 3;

  private final Path folder;
  private final OneShotProcess process;

  OneShotBench() throws IOException {
    folder = Files.createTempDirectory("fude-benchmark");
    process = new OneShotProcess(folder);
  }

  /**
   * Runs every job in processes of its own.
   *
   * @param checks jobs of one picture that are done once before, and whose results must agree
   * @param jobs the jobs, at least 1
   * @param runs processes for each job, at least 1
   * @return a result for each job, in order
   * @throws IOException if a file cannot be written or a process not be started
   * @throws InterruptedException if this thread is told to stop
   */
  List<OneShotResult> measure(List<OneShotJob> checks, List<OneShotJob> jobs, int runs)
      throws IOException, InterruptedException {
    check(checks);
    List<Tally> tallies = new ArrayList<>();
    jobs.forEach(job -> tallies.add(new Tally(job, new ArrayList<>())));
    List<Tally> order = new ArrayList<>(tallies);
    for (int run = 1; run <= runs; run++) {
      for (Tally tally : order) {
        OneShotProcess.Sample sample = process.run(tally.job());
        System.out.printf("# run %d of %d: %s: %s%n", run, runs, tally.job(), sample);
        tally.add(sample);
      }
      Collections.reverse(order);
    }
    return tallies.stream().map(Tally::result).toList();
  }

  private void check(List<OneShotJob> jobs) throws IOException, InterruptedException {
    BufferedImage first = null;
    for (OneShotJob job : jobs) {
      process.run(job);
      BufferedImage picture = process.readPicture();
      first = first == null ? picture : first;
      requireSame(first, picture, job);
    }
  }

  private static void requireSame(BufferedImage first, BufferedImage picture, OneShotJob job) {
    int levels = mostLevels(first, picture);
    if (levels > MOST_LEVELS) {
      throw new IllegalStateException(
          String.format(
              "The picture of %s is %d grey levels from the first engine's; a wrong result has no"
                  + " speed.",
              job, levels));
    }
  }

  /** The largest difference of two pictures' colours; more than any if their sizes differ. */
  static int mostLevels(BufferedImage one, BufferedImage other) {
    int width = one.getWidth();
    int height = one.getHeight();
    if (other.getWidth() != width || other.getHeight() != height) {
      return Integer.MAX_VALUE;
    }
    int[] left = one.getRGB(0, 0, width, height, null, 0, width);
    int[] right = other.getRGB(0, 0, width, height, null, 0, width);
    int most = 0;
    for (int i = 0; i < left.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        most = Math.max(most, Math.abs((left[i] >> shift & 0xFF) - (right[i] >> shift & 0xFF)));
      }
    }
    return most;
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  /** A job's samples while they come in. */
  private record Tally(OneShotJob job, List<OneShotProcess.Sample> samples) {
    private static final double MIB = 1 << 20;

    void add(OneShotProcess.Sample sample) {
      samples.add(sample);
    }

    OneShotResult result() {
      return new OneShotResult(
          job,
          new Samples(samples.stream().map(OneShotProcess.Sample::seconds).toList()),
          inMib(samples.stream().map(OneShotProcess.Sample::peakBytes)),
          inMib(samples.stream().map(OneShotProcess.Sample::heapBytes)),
          inMib(samples.stream().map(sample -> OptionalLong.of(sample.scratchBytes()))),
          samples.stream().findFirst().flatMap(OneShotProcess.Sample::foretold));
    }

    private static Samples inMib(Stream<OptionalLong> bytes) {
      return new Samples(
          bytes.flatMapToLong(OptionalLong::stream).mapToObj(one -> one / MIB).toList());
    }
  }
}
