package dev.fude.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which photographs are painted. */
final class InputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "IN",
      description = {
        "Photographs: JPEG, PNG, BMP, GIF, TIFF or WebP; - reads one from standard input.",
        "Of a folder the pictures in it, told by the ends of their names, hidden ones left out,"
            + " in the order of the numbers in their names."
      })
  private List<String> names = List.of();

  @Option(
      names = "--from",
      paramLabel = "LIST",
      converter = Converters.WrittenName.class,
      description = {
        "Photographs and folders that a file lists, after those that are named: one a line, or",
        "each ended by a NUL (find -print0); - reads the list from standard input."
      })
  private String list;

  @Option(
      names = "--recursive",
      description = "Also the pictures in subfolders, into such subfolders of OUT.")
  private boolean recursive;

  /**
   * Finds the photographs.
   *
   * @param outputs where pictures will be written
   * @return at least one name was given
   */
  Inputs find(Path outputs) {
    if (names.isEmpty() && list == null) {
      throw new ParameterException(
          command.commandLine(), "Name a photograph, a folder, or a list of them by --from LIST.");
    }
    Inputs inputs = new Inputs(recursive, outputs);
    inputs.add(names);
    if (list != null) {
      inputs.addList(list);
    }
    return inputs;
  }
}
