package dev.fude.cli;

import dev.fude.core.file.OutputFileException;
import dev.fude.painter.picture.PictureSource;
import dev.fude.painter.picture.PictureWriter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which photograph goes to which file. Everything that can be known of the outputs is checked here,
 * before a model is loaded or a pixel computed.
 */
final class Jobs {
  /** What stands for standard input; a file of that name is {@code ./-}. */
  static final Path STANDARD_INPUT = Path.of("-");

  private Jobs() {}

  /**
   * One photograph and its picture.
   *
   * @param input the photograph's file, or {@link #STANDARD_INPUT}
   * @param output the picture's file
   */
  record Job(Path input, Path output) {
    /** Where the photograph is read from, once. */
    PictureSource source() {
      return isStandardInput(input)
          ? PictureSource.of("standard input", System.in)
          : PictureSource.of(input);
    }
  }

  /**
   * Names the outputs and checks them.
   *
   * @param inputs the photographs, at least 1
   * @param output a file for one photograph; a folder for several, or if it exists as one or ends
   *     with a slash
   * @param overwrite whether outputs may exist
   * @return a job for each photograph, in order
   * @throws WrongUseException if an input is a folder, standard input is named twice, or an output
   *     could not be written or would be written twice
   */
  static List<Job> plan(List<Path> inputs, String output, boolean overwrite) {
    requireFiles(inputs);
    requireOneStandardInput(inputs);
    Path target = Path.of(output);
    boolean folder = inputs.size() > 1 || output.endsWith("/") || output.endsWith(File.separator);
    List<Job> jobs = new ArrayList<>();
    if (folder || Files.isDirectory(target)) {
      requireFolder(target, inputs.size());
      inputs.forEach(input -> jobs.add(new Job(input, target.resolve(pictureName(input)))));
    } else {
      jobs.add(new Job(inputs.get(0), target));
    }
    requireDistinct(jobs);
    jobs.forEach(job -> requireWritable(job, overwrite));
    return List.copyOf(jobs);
  }

  private static void requireFiles(List<Path> inputs) {
    for (Path input : inputs) {
      if (!isStandardInput(input) && Files.isDirectory(input)) {
        throw new WrongUseException(
            String.format(
                "%s is a folder; name the pictures in it, as in %s/*.jpg.", input, input));
      }
    }
  }

  private static void requireOneStandardInput(List<Path> inputs) {
    if (inputs.stream().filter(Jobs::isStandardInput).count() > 1) {
      throw new WrongUseException(
          "Standard input holds one photograph and can be read only once; name - once.");
    }
  }

  private static boolean isStandardInput(Path input) {
    return input.equals(STANDARD_INPUT);
  }

  private static void requireFolder(Path folder, int pictures) {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder)) {
      throw new WrongUseException(
          String.format(
              "%s is a file, but %d pictures need a folder; name one with -o.", folder, pictures));
    }
    throw new WrongUseException(
        String.format("The output folder %s does not exist; create it first.", folder));
  }

  /** PNG for every picture in a folder, because it keeps both the colours and the alpha channel. */
  private static String pictureName(Path input) {
    if (isStandardInput(input)) {
      return "stdin.png";
    }
    String name = input.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name) + ".png";
  }

  private static void requireDistinct(List<Job> jobs) {
    Map<Path, Path> inputs = new LinkedHashMap<>();
    for (Job job : jobs) {
      Path other = inputs.put(job.output().toAbsolutePath().normalize(), job.input());
      if (other != null) {
        throw new WrongUseException(
            String.format(
                "%s and %s would both become %s; give them to two commands with two folders.",
                other, job.input(), job.output()));
      }
    }
  }

  private static void requireWritable(Job job, boolean overwrite) {
    Outputs.requireFree(job.input(), job.output(), overwrite);
    try {
      new PictureWriter(job.output(), true, 1);
    } catch (OutputFileException e) {
      throw new WrongUseException(e.getMessage());
    }
  }
}
