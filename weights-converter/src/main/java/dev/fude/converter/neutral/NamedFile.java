package dev.fude.converter.neutral;

import dev.fude.core.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a file is that another one names: in the folder of the one that names it, or nowhere. */
final class NamedFile {
  private NamedFile() {}

  /**
   * Finds a named file without opening it.
   *
   * @param source the file that names it
   * @param name the name as that file gives it, which need not be trusted: a path from its folder,
   *     with slashes
   * @return where the file would be; it need not exist
   * @throws MalformedSourceException if the name leads out of the folder, also by a link
   * @throws dev.fude.core.weights.InvalidWeightsException if the folder cannot be read
   */
  static Path of(Path source, String name) {
    try {
      Path folder = source.toAbsolutePath().getParent();
      Path inside = folder.resolve(name).normalize();
      if (name.isEmpty() || name.indexOf('\\') >= 0 || !inside.startsWith(folder.normalize())) {
        throw leadsOut(name);
      }
      if (Files.exists(inside) && !liesWith(source, inside)) {
        throw leadsOut(name);
      }
      return inside;
    } catch (InvalidPathException e) {
      throw leadsOut(name);
    } catch (IOException e) {
      throw SourceBytes.unreadable(source, e);
    }
  }

  /** A download cache links every file to a folder of its own: both may lie there. */
  private static boolean liesWith(Path source, Path named) throws IOException {
    Path real = named.toRealPath();
    return real.startsWith(source.toAbsolutePath().getParent().toRealPath())
        || real.getParent().equals(source.toRealPath().getParent());
  }

  private static MalformedSourceException leadsOut(String name) {
    return new MalformedSourceException(
        "it names the file "
            + Quoted.name(name)
            + ", which is not in its own folder; the file is refused");
  }
}
