package dev.fude.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The folder of reference material (trained weights, photographs, golden outputs) that some tests
 * compare with and that is not part of the repository.
 *
 * <p>It is the folder named by the system property {@value #PROPERTY}, else a folder called {@code
 * shared} beside the repository root. A test that needs it and does not find it is skipped with a
 * message that starts with {@value #SKIP_PREFIX}: continuous integration looks for these words.
 */
public final class SharedFolder {
  /** The system property that names the folder. */
  public static final String PROPERTY = "fude.shared";

  /** How the message of every test skipped for want of the folder begins. */
  public static final String SKIP_PREFIX = "needs the shared folder";

  private SharedFolder() {}

  /**
   * Returns a file or folder of the reference material, or skips the running test.
   *
   * @param relative path below the folder, with forward slashes, such as {@code golden/ops}
   * @return the existing path
   * @throws TestAbortedException if the folder or the path in it is missing
   */
  public static Path require(String relative) {
    Path root = root();
    Path path = root.resolve(relative);
    if (!Files.exists(path)) {
      throw new TestAbortedException(
          "%s: %s is missing in %s; set -D%s or FUDE_SHARED to the folder that holds it"
              .formatted(SKIP_PREFIX, relative, root, PROPERTY));
    }
    return path;
  }

  /**
   * Looks for the folder without skipping anything.
   *
   * @return the folder, or empty if there is none
   */
  public static Optional<Path> find() {
    return Optional.of(root()).filter(Files::isDirectory);
  }

  private static Path root() {
    String named = System.getProperty(PROPERTY, "");
    Path root = named.isBlank() ? repositoryRoot().resolveSibling("shared") : Path.of(named);
    return root.toAbsolutePath().normalize();
  }

  /** The nearest folder above the working one that holds {@code .mvn}, as Maven finds it. */
  private static Path repositoryRoot() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    return start;
  }
}
