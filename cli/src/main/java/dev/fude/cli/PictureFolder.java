package dev.fude.cli;

import dev.fude.core.file.InputFile;
import dev.fude.core.file.NaturalOrder;
import dev.fude.painter.picture.PictureEndings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pictures of a folder: its own in {@linkplain NaturalOrder natural order}, then those of its
 * subfolders, one after the other. Hidden files and folders do not count.
 *
 * <p>Here, and only here, a picture is told by the end of its name: of 40,000 files none has to be
 * opened before the first is painted, and what lies beside a picture under the same name (a film, a
 * camera's raw data, a text) does not claim its place. A folder behind a link is not entered, so
 * that no way leads in a circle; nor is the one that the pictures are written to.
 */
final class PictureFolder {
  private static final Comparator<Path> ORDER =
      Comparator.comparing(path -> path.getFileName().toString(), new NaturalOrder());

  private static final Set<String> ENDINGS = PictureEndings.readable();

  private final Path root;
  private final boolean recursive;
  private final Path outputs;
  private final List<Path> pictures = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();
  private final List<Path> specials = new ArrayList<>(); // called like pictures, and would block
  private final List<Path> links = new ArrayList<>();
  private final List<Path> subfolders = new ArrayList<>();
  private final Map<Path, UnusableInputException> failures = new LinkedHashMap<>();

  /**
   * Looks through a folder.
   *
   * @param root the folder
   * @param recursive whether its subfolders are entered
   * @param outputs where pictures will be written, which is not entered; need not exist
   */
  PictureFolder(Path root, boolean recursive, Path outputs) {
    this.root = root;
    this.recursive = recursive;
    this.outputs = outputs;
    walk();
  }

  /** The pictures, in order. */
  List<Path> pictures() {
    return pictures;
  }

  /** Why a folder could not be looked through, or that there is no picture, by the folder. */
  Map<Path, UnusableInputException> failures() {
    return failures;
  }

  /** What was passed over, a sentence for each kind. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (!others.isEmpty()) {
      notices.add(
          String.format(
              "passed over in %s: %s, which end like no picture (%s); name a file to have it read"
                  + " whatever it is called.",
              root, Names.shown(others, "file"), String.join(", ", ENDINGS)));
    }
    if (!specials.isEmpty()) {
      notices.add(
          String.format(
              "passed over in %s: %s, since pipes and devices may never end; name one to have it"
                  + " read.",
              root, Names.shown(specials, "special file")));
    }
    if (!links.isEmpty()) {
      notices.add(
          String.format(
              "not entered in %s: %s; name it as well if its pictures are wanted.",
              root, Names.shown(links, "linked folder")));
    }
    if (!subfolders.isEmpty()) {
      notices.add(
          String.format(
              "not entered in %s: %s; add --recursive for their pictures.",
              root, Names.shown(subfolders, "subfolder")));
    }
    return notices;
  }

  private void walk() {
    Deque<Path> folders = new ArrayDeque<>(List.of(root));
    while (!folders.isEmpty()) {
      List<Path> found = look(folders.pop());
      for (int i = found.size() - 1; i >= 0; i--) {
        folders.push(found.get(i));
      }
    }
    if (pictures.isEmpty() && failures.isEmpty()) {
      failures.put(
          root,
          new UnusableInputException(
              String.format(
                  "%s holds no file that ends like a picture (%s); name files to have them read"
                      + " whatever they are called.",
                  root, String.join(", ", ENDINGS))));
    }
  }

  /** Takes a folder's own pictures and gives the subfolders that are to be entered. */
  private List<Path> look(Path folder) {
    List<Path> entered = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (!Files.isDirectory(entry)) {
        listOf(entry).add(entry);
      } else if (Files.isSymbolicLink(entry)) {
        links.add(entry);
      } else if (!areSame(entry, outputs)) {
        (recursive ? entered : subfolders).add(entry);
      }
    }
    return entered;
  }

  private List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !isHidden(entry)).sorted(ORDER).toList();
    } catch (AccessDeniedException e) {
      failures.put(
          folder,
          new UnusableInputException(
              folder + " may not be read by this user; its pictures are left out."));
    } catch (IOException | UncheckedIOException e) {
      failures.put(
          folder,
          new UnusableInputException(
              String.format(
                  "%s cannot be read (%s); its pictures are left out.",
                  folder, Failures.reason(e))));
    }
    return List.of();
  }

  private static boolean isHidden(Path entry) {
    try {
      return entry.getFileName().toString().startsWith(".") || Files.isHidden(entry);
    } catch (IOException e) {
      return false; // whoever reads it will tell
    }
  }

  /** Whether two names lead to one folder. */
  static boolean areSame(Path folder, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(folder, other);
    } catch (IOException e) {
      return false; // one has gone meanwhile, so that nothing can be in it
    }
  }

  private List<Path> listOf(Path file) {
    if (!endsLikePicture(file)) {
      return others;
    }
    return InputFile.isPipeOrDevice(file) ? specials : pictures;
  }

  /** Whether a file is called like a picture. */
  static boolean endsLikePicture(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
