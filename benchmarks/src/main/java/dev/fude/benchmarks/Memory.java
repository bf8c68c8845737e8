package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;

/**
 * One picture by a fresh JVM, ours and ONNX Runtime's: the most memory that the process ever had
 * resident. The smallest size tells what the JVM and the weights take; the last column is what each
 * pixel beyond that size adds.
 */
@Command(
    name = "Memory",
    sortOptions = false,
    description = "Measures peak resident memory, one picture a process. Linux only.")
public final class Memory extends OneShotCommand {
  Memory() {
    super(
        List.of(PhotoSize.square(64), PhotoSize.square(512), PhotoSize.square(1024)),
        OneShotJob.ENGINES);
  }

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    main(new Memory(), args);
  }

  @Override
  MarkdownTable table(List<OneShotResult> results) {
    MarkdownTable table =
        new MarkdownTable(
            "engine",
            "size",
            "threads",
            "runs",
            "median MiB",
            "least",
            "most",
            "of onnxruntime",
            "bytes a pixel");
    for (OneShotResult result : results) {
      Samples peak = result.peakMib();
      OptionalDouble bytes = result.bytesPerPixelIn(results);
      table.add(
          result.job().engine(),
          result.job().size(),
          result.job().threads(),
          peak.count(),
          cell(peak.median(), 0),
          cell(peak.least(), 0),
          cell(peak.most(), 0),
          result.rivalIn(results).map(rival -> peak.times(rival.peakMib())).orElse("-"),
          bytes.isPresent() ? cell(bytes.getAsDouble(), 0) : "-");
    }
    return table;
  }
}
