package dev.fude.cli;

import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.OutputFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is checked of an output file before anything is read or computed. */
final class Outputs {
  private Outputs() {}

  /**
   * Refuses a place that could not be written, or should not.
   *
   * @param input the file it is made from
   * @param output the file to be written
   * @param overwrite whether it may exist
   * @throws WrongUseException if its folder is missing, it is a folder or the input itself, or it
   *     exists and may not
   */
  static void requireFree(Path input, Path output, boolean overwrite) {
    try {
      AtomicFile.requirePlace(output, true);
    } catch (OutputFileException e) {
      throw new WrongUseException(e.getMessage());
    }
    if (isSameFile(input, output)) {
      throw new WrongUseException(
          String.format("%s is the input itself; name another output.", output));
    }
    if (!overwrite && Files.exists(output)) {
      throw new WrongUseException(
          String.format("%s exists; add --overwrite to replace it, or name another.", output));
    }
  }

  /**
   * Whether two names lead to one file.
   *
   * @param input one, which need not exist
   * @param output the other, which need not exist
   * @return false if one does not exist
   */
  static boolean isSameFile(Path input, Path output) {
    try {
      return Files.exists(input) && Files.exists(output) && Files.isSameFile(input, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
