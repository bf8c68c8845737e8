package dev.fude.model.style;

import dev.fude.core.FudeException;
import dev.fude.core.file.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of a user's converted weights, where {@code --model NAME} looks for {@code
 * NAME.safetensors}: {@code fude/styles} in the data folder of the XDG Base Directory
 * Specification, which is {@code XDG_DATA_HOME}, or {@code .local/share} in the home folder.
 *
 * @param path the folder, which need not exist
 */
public record StyleFolder(Path path) {
  /** What the files of the folder end in. */
  public static final String SUFFIX = ".safetensors";

  /**
   * The folder of who runs this.
   *
   * @return the folder
   */
  public static StyleFolder ofUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * The folder in given surroundings.
   *
   * @param environment environment variables
   * @param home the home folder
   * @return the folder; a relative {@code XDG_DATA_HOME} is ignored, as the specification demands
   * @throws StyleNameException if XDG_DATA_HOME is no path
   */
  public static StyleFolder of(Map<String, String> environment, Path home) {
    Path data = home.resolve(".local").resolve("share");
    try {
      Path named = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
      if (named.isAbsolute()) {
        data = named;
      }
    } catch (InvalidPathException e) {
      throw new StyleNameException("XDG_DATA_HOME: " + FileNames.refusal(e));
    }
    return new StyleFolder(data.resolve("fude").resolve("styles"));
  }

  /**
   * Where a style of some name lies, or would lie.
   *
   * @param name without the suffix
   * @return the file
   */
  public Path file(String name) {
    return path.resolve(name + SUFFIX);
  }

  /**
   * The styles that are there.
   *
   * @return their names, in order
   * @throws FudeException if the folder is there and cannot be listed
   */
  public List<String> names() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new FudeException(path + " cannot be listed; change its permissions.", e);
    }
  }

  /**
   * Whether a file would be the first of this folder, which is not there yet.
   *
   * @param output the file
   * @return whether {@link #makeFor} would make the folder
   */
  public boolean awaits(Path output) {
    return path.equals(output.toAbsolutePath().normalize().getParent()) && !Files.exists(path);
  }

  /**
   * Makes the folder if a file is about to be written into it.
   *
   * @param output the file
   * @throws FudeException if the folder cannot be made
   */
  public void makeFor(Path output) {
    if (!awaits(output)) {
      return;
    }
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new FudeException(path + " cannot be made; name another folder.", e);
    }
  }
}
