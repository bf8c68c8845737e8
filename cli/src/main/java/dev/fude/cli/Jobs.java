package dev.fude.cli;

import dev.fude.core.FudeException;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which photograph goes to which file. Everything that can be known of the outputs is checked here,
 * before a model is loaded or a pixel computed.
 *
 * <p>Where a picture would be lost, or nobody could say what it shows, nothing is begun: two
 * photographs for one output, no place for any. An output that merely exists is left alone, and the
 * others are painted.
 */
final class Jobs implements Batch.Output {
  private final OutputOptions options;
  private final OutputFolder folder; // null if the only picture goes to a file
  private final List<Job> open = new ArrayList<>();
  private final List<Job> done = new ArrayList<>();
  private final List<Job> existing = new ArrayList<>();
  private final Map<Job, FudeException> refused = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private Jobs(OutputOptions options, OutputFolder folder) {
    this.options = options;
    this.folder = folder;
  }

  /**
   * Names the outputs and checks them.
   *
   * @param photographs in order
   * @param many whether several were asked for, however many there are
   * @param options where pictures go: a file for one photograph; a folder for several, or if it
   *     exists as one or ends with a slash
   * @return what is to be done, and what is not
   * @throws WrongUseException if there is no place for the outputs, or one would be written twice
   */
  static Jobs plan(List<Inputs.Photograph> photographs, boolean many, OutputOptions options) {
    OutputFolder folder = options.folderFor(many);
    Jobs jobs = new Jobs(options, folder);
    List<Job> named = new ArrayList<>();
    for (Inputs.Photograph photograph : photographs) {
      named.add(
          new Job(
              photograph, folder == null ? options.file() : folder.outputOf(photograph.place())));
    }
    jobs.distinct(named, folder != null && folder.foldsCase()).forEach(jobs::sortIn);
    jobs.refuseExisting();
    return jobs;
  }

  /** What is to be painted, in order. */
  List<Job> open() {
    return open;
  }

  /** What is there already, and is to be left. */
  List<Job> done() {
    return done;
  }

  /** What is not painted, and why. */
  Map<Job, FudeException> refused() {
    return refused;
  }

  /** The same in sentences: all outputs that exist are told in one. */
  List<String> refusals() {
    return refusals;
  }

  /** What a user is told beside the refusals, a sentence each. */
  List<String> notices() {
    return notices;
  }

  @Override
  public void requireFits(Job job, int width, int height) {
    PictureFormat.of(job.output()).requireFits(job.output(), width, height);
  }

  /** Writes a job's picture, and makes the folders that it needs. */
  @Override
  public void write(Job job, BufferedImage anime, PhotoDetails details) {
    if (folder != null) {
      folder.makeFoldersOf(job.output());
    }
    options.writer(job.output()).write(anime, options.carried(details));
  }

  /** Whether a file is there and holds nothing: a place that was kept, and no picture. */
  static boolean isEmptyFile(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == 0;
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  /** The jobs without those that are named twice; of different photographs no two may be one. */
  private List<Job> distinct(List<Job> named, boolean foldsCase) {
    Map<String, Job> byOutput = new LinkedHashMap<>();
    List<Job> clashes = new ArrayList<>(); // each after the one that was there before it
    List<Path> twice = new ArrayList<>();
    for (Job job : named) {
      Job other = byOutput.putIfAbsent(OutputFolder.key(job.output(), foldsCase), job);
      if (other != null && other.input().equals(job.input())) {
        twice.add(job.input());
      } else if (other != null) {
        clashes.addAll(List.of(other, job));
      }
    }
    if (!clashes.isEmpty()) {
      throw new WrongUseException(clash(clashes.get(0), clashes.get(1), clashes.size() / 2));
    }
    if (!twice.isEmpty()) {
      notices.add("named twice and painted once: " + Names.shown(twice, "photograph") + ".");
    }
    return List.copyOf(byOutput.values());
  }

  private static String clash(Job first, Job second, int pairs) {
    String name = first.photograph().place().getFileName().toString();
    boolean sameName = name.equalsIgnoreCase(second.photograph().place().getFileName().toString());
    return String.format(
        "%s and %s would both become %s%s; %s.",
        first.input(),
        second.input(),
        first.output(),
        pairs > 1 ? " (and " + Names.counted(pairs - 1, "more such pair") + ")" : "",
        sameName
            ? "give them to two commands with two folders"
            : "add --keep-ending, which makes of "
                + name
                + " a picture whose name begins with "
                + name);
  }

  private void sortIn(Job job) {
    Path output = job.output();
    if (!Files.exists(output)) {
      open.add(job);
    } else if (Files.isDirectory(output)) {
      refused.put(job, new WrongUseException(output + " is a folder; name a file in it."));
    } else if (Outputs.isSameFile(job.input(), output)) {
      refused.put(
          job,
          new WrongUseException(
              String.format("%s is the input itself; name another output.", output)));
    } else if (options.overwrite() || options.skipExisting() && isEmptyFile(output)) {
      open.add(job);
    } else {
      (options.skipExisting() ? done : existing).add(job);
    }
  }

  private void refuseExisting() {
    refused.values().forEach(refusal -> refusals.add(refusal.getMessage()));
    for (Job job : existing) {
      refused.put(
          job,
          new WrongUseException(
              String.format(
                  "%s exists; add --overwrite to replace it, --skip-existing to leave it and go"
                      + " on, or name another.",
                  job.output())));
    }
    if (existing.size() == 1) {
      refusals.add(refused.get(existing.get(0)).getMessage());
    } else if (!existing.isEmpty()) {
      List<Path> outputs = existing.stream().map(Job::output).toList();
      refusals.add(
          String.format(
              "%s exist and are left as they are; add --overwrite to replace them, or"
                  + " --skip-existing to do what is missing.",
              Names.shown(outputs, "output")));
    }
  }
}
