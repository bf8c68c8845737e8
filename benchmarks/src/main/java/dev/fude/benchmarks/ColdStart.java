package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import java.util.List;
import picocli.CommandLine.Command;

/**
 * One picture by a fresh JVM, ours and ONNX Runtime's: seconds from the start of the process to its
 * end, with the picture written.
 */
@Command(
    name = "ColdStart",
    sortOptions = false,
    description = "Measures seconds from process start to written file, one picture a process.")
public final class ColdStart extends OneShotCommand {
  ColdStart() {
    super(List.of(PhotoSize.square(512)), OneShotJob.ENGINES);
  }

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    main(new ColdStart(), args);
  }

  @Override
  MarkdownTable table(List<OneShotResult> results) {
    MarkdownTable table =
        new MarkdownTable(
            "engine", "size", "threads", "runs", "median s", "least", "most", "of onnxruntime");
    for (OneShotResult result : results) {
      Samples seconds = result.seconds();
      table.add(
          result.job().engine(),
          result.job().size(),
          result.job().threads(),
          seconds.count(),
          cell(seconds.median(), 3),
          cell(seconds.least(), 3),
          cell(seconds.most(), 3),
          result.rivalIn(results).map(rival -> seconds.times(rival.seconds())).orElse("-"));
    }
    return table;
  }
}
