package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/**
 * Pictures as cameras make them, each by a fresh JVM: ours with everything on a large heap, ours
 * with scratch files beside a small one, and ONNX Runtime's, as far as each of them goes. Time and
 * peak resident memory are told for a pixel, so that a row says by itself whether they grow with
 * the picture alone; beside the heap and the scratch files stands what was foretold of them.
 *
 * <p>What is left in the heap after a collection counts the weights as well, which are not part of
 * what is foretold: the same some tens of MiB for every picture.
 */
@Command(
    name = "LargePicture",
    sortOptions = false,
    description = {
      "Measures pictures of 1 to 48 megapixels: time, memory and scratch files, one picture a",
      "process. Engines: fude-heap, fude-files, onnxruntime."
    })
public final class LargePicture extends OneShotCommand {
  private static final String HEAP = OneShotJob.FUDE + "-heap";
  private static final String FILES = OneShotJob.FUDE + "-files";

  private static final PhotoSize ONE_MEGAPIXEL = new PhotoSize(1152, 864);
  private static final PhotoSize FOUR_MEGAPIXELS = new PhotoSize(2304, 1728);
  private static final PhotoSize TWELVE_MEGAPIXELS = new PhotoSize(4000, 3000);
  private static final PhotoSize FORTY_EIGHT_MEGAPIXELS = new PhotoSize(8000, 6000);

  private static final int CHANNELS = 64; // of the largest value of the network
  private static final long RIVAL_BYTES_PER_PIXEL = 2300; // the most seen: 1700 on some machines
  private static final double GIGA = 1e9;
  private static final double MIB = 1 << 20;

  LargePicture() {
    super(
        List.of(ONE_MEGAPIXEL, FOUR_MEGAPIXELS, TWELVE_MEGAPIXELS, FORTY_EIGHT_MEGAPIXELS),
        List.of(HEAP, FILES, OneShotJob.ONNX_RUNTIME));
  }

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    main(new LargePicture(), args);
  }

  @Override
  List<String> jvmFlags(String engine, PhotoSize size) {
    return switch (engine) {
      case HEAP -> List.of("-Xmx12g");
      case FILES -> List.of("-Xmx" + smallHeap(size));
      default -> List.of();
    };
  }

  /** Heaps of small machines; one megapixel would not need files in 512 MiB. */
  private static String smallHeap(PhotoSize size) {
    if (size.pixels() <= ONE_MEGAPIXEL.pixels()) {
      return "256m";
    }
    return size.pixels() <= TWELVE_MEGAPIXELS.pixels() ? "512m" : "1g";
  }

  /** Every engine once, at a size that takes seconds. */
  @Override
  List<OneShotJob> checks(List<OneShotJob> jobs) {
    return jobs.stream()
        .map(
            job ->
                new OneShotJob(
                    job.engine(),
                    jvmFlags(job.engine(), ONE_MEGAPIXEL),
                    ONE_MEGAPIXEL,
                    job.threads()))
        .distinct()
        .toList();
  }

  @Override
  List<OneShotJob> jobs() {
    return super.jobs().stream().filter(job -> whyNot(job).isEmpty()).toList();
  }

  private static Optional<String> whyNot(OneShotJob job) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return whyNot(job, system.getTotalMemorySize());
  }

  /**
   * Why a job is not tried.
   *
   * @param job the job
   * @param memoryBytes what the machine has
   * @return the reason, or empty if it can be tried
   */
  static Optional<String> whyNot(OneShotJob job, long memoryBytes) {
    long pixels = job.size().pixels();
    if (job.engine().equals(HEAP) && pixels * CHANNELS > Integer.MAX_VALUE) {
      return Optional.of("a value is longer than an array");
    }
    if (job.isRival() && pixels * RIVAL_BYTES_PER_PIXEL > memoryBytes) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "not run: may take %.0f GB of this machine's %.0f",
              pixels * RIVAL_BYTES_PER_PIXEL / GIGA,
              memoryBytes / GIGA));
    }
    return Optional.empty();
  }

  @Override
  MarkdownTable table(List<OneShotResult> results) {
    MarkdownTable table =
        new MarkdownTable(
            "engine",
            "size",
            "threads",
            "runs",
            "median s",
            "s a megapixel",
            "peak MiB",
            "bytes a pixel",
            "heap MiB",
            "foretold",
            "scratch MiB",
            "foretold");
    for (OneShotJob job : super.jobs()) {
      Optional<String> reason = whyNot(job);
      if (reason.isPresent()) {
        table.add(
            job.engine(),
            job.size(),
            job.threads(),
            0,
            reason.get(),
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-");
      }
      results.stream()
          .filter(result -> result.job().equals(job))
          .forEach(result -> addTo(table, result));
    }
    return table;
  }

  private static void addTo(MarkdownTable table, OneShotResult result) {
    PhotoSize size = result.job().size();
    double seconds = result.seconds().median();
    double peak = result.peakMib().median();
    Optional<Foretold> foretold = result.foretold();
    table.add(
        result.job().engine(),
        size,
        result.job().threads(),
        result.seconds().count(),
        cell(seconds, 1),
        cell(seconds / size.megapixels(), 2),
        cell(peak, 0),
        cell(peak * MIB / size.pixels(), 0),
        cell(result.heapMib().median(), 0),
        foretold.map(told -> inMib(told.heapBytes())).orElse("-"),
        cell(result.scratchMib().median(), 0),
        foretold.map(told -> inMib(told.scratchBytes())).orElse("-"));
  }

  private static String inMib(long bytes) {
    return cell(bytes / MIB, 0);
  }
}
