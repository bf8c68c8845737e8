package dev.fude.backend.jcuda.driver;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Loads JCuda's native library, once, from a folder that nobody else can write to. Nothing here
 * happens before somebody asks for the CUDA backend, or for {@code auto}, and next to nothing where
 * there is no trace of NVIDIA's.
 */
public final class NativeLibrary {
  private static final String NAME = "JCudaDriver-12.6.0-"; // and the platform, as JCuda calls it

  private static Result result;

  private NativeLibrary() {}

  /**
   * The driver, or why there is none.
   *
   * @param driver the driver, if it could be loaded
   * @param reason if not, one sentence, with the cure if there is one
   * @param absent whether this machine has nothing to compute on
   */
  public record Result(Optional<Driver> driver, String reason, boolean absent) {
    private static Result loaded(Driver driver) {
      return new Result(Optional.of(driver), "", false);
    }

    private static Result failed(String reason) {
      return new Result(Optional.empty(), reason, false);
    }

    private static Result nothingThere(String reason) {
      return new Result(Optional.empty(), reason, true);
    }
  }

  /**
   * Loads the library at the first call; later calls get the same answer.
   *
   * @return the driver, or why there is none
   */
  public static synchronized Result load() {
    if (result == null) {
      result = lookAndLoad();
    }
    return result;
  }

  private static Result lookAndLoad() {
    String system = System.getProperty("os.name", "");
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    Optional<String> platform = platform(system, processor);
    if (platform.isEmpty()) {
      return Result.nothingThere(
          String.format(
              "CUDA through JCuda works on Linux and Windows with x86-64, not on %s with %s.",
              system, processor));
    }
    if (!NvidiaTraces.ofThisMachine().any()) {
      return Result.nothingThere(
          "This machine shows no trace of an NVIDIA GPU or NVIDIA's driver.");
    }
    return loadPrivately(System.mapLibraryName(NAME + platform.get()));
  }

  /** What JCuda calls this system, if it has a library for it. */
  private static Optional<String> platform(String system, String processor) {
    if (!processor.equals("amd64") && !processor.equals("x86_64")) {
      return Optional.empty();
    }
    if (system.startsWith("Windows")) {
      return Optional.of("windows-x86_64");
    }
    return system.startsWith("Linux") ? Optional.of("linux-x86_64") : Optional.empty();
  }

  private static Result loadPrivately(String file) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("fude-jcuda-"); // only its owner may look into it
      return Result.loaded(new JCudaClasses(unpack(file, folder)).driver());
    } catch (FileNotFoundException e) {
      return Result.failed(
          "JCuda's native library is not on the class path; add the artifact"
              + " org.jcuda:jcuda-natives:12.6.0 with the classifier linux-x86_64 or"
              + " windows-x86_64.");
    } catch (IOException e) {
      return Result.failed(
          String.format(
              "No folder for JCuda's library can be made in %s (%s); free space there or set"
                  + " -Djava.io.tmpdir.",
              System.getProperty("java.io.tmpdir"), e.getMessage()));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Result.failed(LinkerRefusal.explain(e.getCause() == null ? e : e.getCause()));
    } finally {
      delete(folder, file);
    }
  }

  private static Path unpack(String file, Path folder) throws IOException {
    Path library = folder.resolve(file);
    try (InputStream bytes =
        NativeLibrary.class.getClassLoader().getResourceAsStream("lib/" + file)) {
      if (bytes == null) {
        throw new FileNotFoundException(file);
      }
      Files.copy(bytes, library);
    }
    return library;
  }

  /** Deletes what was unpacked. */
  private static void delete(Path folder, String file) {
    if (folder == null) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(file));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // Windows keeps a loaded library until the end
      folder.resolve(file).toFile().deleteOnExit(); // the last named is the first to be deleted
    }
  }
}
