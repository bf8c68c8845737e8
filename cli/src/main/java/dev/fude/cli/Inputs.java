package dev.fude.cli;

import dev.fude.core.file.FileNames;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The photographs that a command names, one by one, by folders and by a list, in that order. */
final class Inputs {
  /** What stands for standard input; a file of that name is {@code ./-}. */
  static final Path STANDARD_INPUT = Path.of("-");

  private final boolean recursive;
  private final Path outputs;
  private final List<Photograph> photographs = new ArrayList<>();
  private final Map<String, UnusableInputException> failures = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();
  private boolean many;

  /**
   * Nothing yet.
   *
   * @param recursive whether subfolders of folders are entered
   * @param outputs where pictures will be written
   */
  Inputs(boolean recursive, Path outputs) {
    this.recursive = recursive;
    this.outputs = outputs;
  }

  /**
   * One photograph.
   *
   * @param file its file, or {@link #STANDARD_INPUT}
   * @param place where its picture goes, as seen from the output folder, with the photograph's
   *     ending: its name, below the subfolder in which it was found
   */
  record Photograph(Path file, Path place) {
    boolean isStandardInput() {
      return file.equals(STANDARD_INPUT);
    }
  }

  /** Adds what is named on the command line: photographs, folders, and {@code -}. */
  void add(List<String> names) {
    many |= names.size() > 1;
    for (String name : names) {
      if (name.equals(STANDARD_INPUT.toString())) {
        addStandardInput();
      } else {
        add(name);
      }
    }
  }

  /** Adds what a list names: photographs and folders. */
  void addList(String list) {
    many = true;
    if (list.equals(NameList.STANDARD_INPUT) && readsStandardInput()) {
      throw new WrongUseException(
          "Standard input cannot be both a photograph and the list; give one of them by a file.");
    }
    NameList.read(list).forEach(this::add);
  }

  /** In order. */
  List<Photograph> photographs() {
    return photographs;
  }

  /** What gives no photograph, by its name. */
  Map<String, UnusableInputException> failures() {
    return failures;
  }

  /** What a user is told of that was passed over, a sentence each. */
  List<String> notices() {
    return notices;
  }

  /** Whether more than one photograph was asked for, however many were found. */
  boolean many() {
    return many;
  }

  private void addStandardInput() {
    if (readsStandardInput()) {
      throw new WrongUseException(
          "Standard input holds one photograph and can be read only once; name - once.");
    }
    photographs.add(new Photograph(STANDARD_INPUT, Path.of("stdin")));
  }

  private boolean readsStandardInput() {
    return photographs.stream().anyMatch(Photograph::isStandardInput);
  }

  private void add(String name) {
    Path path = path(name);
    if (path == null) {
      return;
    }
    if (Files.isDirectory(path)) {
      addFolder(path);
    } else {
      photographs.add(new Photograph(path, path.getFileName()));
    }
  }

  /** A name as a path, or null if it can be none. */
  private Path path(String name) {
    if (name.isBlank()) {
      throw new WrongUseException(
          "An empty name was given for a photograph; check the variable that should hold it.");
    }
    try {
      // A list's - is a file like any other.
      return name.equals(STANDARD_INPUT.toString()) ? Path.of(".", name) : Path.of(name);
    } catch (InvalidPathException e) {
      failures.put(name, new UnusableInputException(FileNames.refusal(e)));
      return null;
    }
  }

  private void addFolder(Path folder) {
    many = true;
    if (PictureFolder.areSame(folder, outputs)) {
      throw new WrongUseException(
          String.format(
              "%s is both the folder of the photographs and that of the pictures; name another"
                  + " with -o, such as %s.",
              folder, folder.resolve("anime")));
    }
    PictureFolder found = new PictureFolder(folder, recursive, outputs);
    for (Path picture : found.pictures()) {
      photographs.add(new Photograph(picture, folder.relativize(picture)));
    }
    found.failures().forEach((place, failure) -> failures.put(place.toString(), failure));
    notices.addAll(found.notices());
  }
}
