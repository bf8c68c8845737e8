package dev.fude.cli;

import dev.fude.painter.PainterBuilder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How much memory pictures may take, and where that goes which does not fit. */
final class MemoryOptions {
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MemorySize.Converter.class,
      description = {
        "Memory that pictures may take of Java's heap, such as 600m or 2g. What needs more is",
        "painted with scratch files. Default: what the heap has."
      })
  private Long memory;

  @Option(
      names = "--scratch",
      paramLabel = "FOLDER",
      description = {
        "Where scratch files are made for pictures that do not fit into the memory; nothing",
        "stays there. Default: the folder for temporary files."
      })
  private Path scratch;

  /**
   * Passes the options on.
   *
   * @param builder told what was given
   */
  void applyTo(PainterBuilder builder) {
    if (memory != null) {
      builder.memory(memory);
    }
    if (scratch != null) {
      builder.scratch(scratch);
    }
  }
}
