package dev.fude.cli;

import dev.fude.core.file.OutputFileException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The folder that takes the pictures of several photographs. It and its subfolders are made when
 * the first picture for them is there.
 */
final class OutputFolder {
  private final Path path;
  private final String ending;
  private final boolean keepEnding;

  /**
   * A folder.
   *
   * @param path its path
   * @param ending how the names of pictures end
   * @param keepEnding whether the photographs' own endings stay before that
   */
  OutputFolder(Path path, String ending, boolean keepEnding) {
    this.path = path;
    this.ending = ending;
    this.keepEnding = keepEnding;
  }

  /**
   * Where a photograph's picture goes.
   *
   * @param place as seen from this folder, with the photograph's ending
   * @return the picture's file
   */
  Path outputOf(Path place) {
    String name = place.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String kept = dot > 0 && !keepEnding ? name.substring(0, dot) : name;
    return path.resolve(place).resolveSibling(kept + "." + ending);
  }

  /**
   * Makes the folders that a picture needs: this one, if its own folder is there, and those between
   * this and the picture.
   *
   * @param output a picture's file, as {@link #outputOf} gives it
   * @throws OutputFileException if that cannot be done
   */
  void makeFoldersOf(Path output) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectory(path);
      }
      Files.createDirectories(output.toAbsolutePath().getParent());
    } catch (FileAlreadyExistsException e) {
      throw new OutputFileException(
          String.format(
              "%s stands where the folder of %s belongs; move it, or choose another folder.",
              e.getMessage(), output),
          e);
    } catch (IOException e) {
      throw new OutputFileException(
          String.format(
              "The folder of %s cannot be made (%s); make it first, or choose another.",
              output, Failures.reason(e)),
          e);
    }
  }

  /**
   * Whether {@code A.png} and {@code a.png} are one file in this folder, as far as the name of the
   * folder itself, or of the one that it will be in, shows it.
   */
  boolean foldsCase() {
    Path absolute = path.toAbsolutePath();
    Path there = Files.exists(absolute) ? absolute : absolute.getParent();
    String name = there.toString();
    String lower = name.toLowerCase(Locale.ROOT);
    String other = lower.equals(name) ? name.toUpperCase(Locale.ROOT) : lower;
    return !other.equals(name) && PictureFolder.areSame(there, path.getFileSystem().getPath(other));
  }

  /** What is equal for two names of one file. */
  static String key(Path file, boolean foldsCase) {
    String name = file.toAbsolutePath().normalize().toString();
    return foldsCase
        ? Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
        : name;
  }
}
