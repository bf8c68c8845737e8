package dev.fude.backend.jcuda.driver;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import jcuda.driver.JCudaDriver;

/**
 * Loads JCuda's native library, once, from a folder that nobody else can write to.
 *
 * <p>JCuda unpacks its library into the folder for temporary files, under a name that is always the
 * same, and takes a file that it finds there for its own. So that nobody can leave one there, it is
 * given a fresh folder of our own while it loads. Nothing here happens before somebody asks for the
 * CUDA backend, or for {@code auto}.
 */
public final class NativeLibrary {
  private static final String TEMPORARY = "java.io.tmpdir";

  private static Result result;

  private NativeLibrary() {}

  /**
   * The driver, or why there is none.
   *
   * @param driver the driver, if it could be loaded
   * @param reason if not, one sentence with the cure
   */
  public record Result(Optional<Driver> driver, String reason) {
    private static Result failed(String reason) {
      return new Result(Optional.empty(), reason);
    }
  }

  /**
   * Loads the library at the first call; later calls get the same answer.
   *
   * @return the driver, or why there is none
   */
  public static synchronized Result load() {
    if (result == null) {
      result = platform().map(Result::failed).orElseGet(NativeLibrary::loadPrivately);
    }
    return result;
  }

  /** Why JCuda has no library for this system, if it has none. */
  private static Optional<String> platform() {
    String system = System.getProperty("os.name", "");
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean known = system.startsWith("Linux") || system.startsWith("Windows");
    if (known && (processor.equals("amd64") || processor.equals("x86_64"))) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            "CUDA through JCuda works on Linux and Windows with x86-64, not on %s with %s.",
            system, processor));
  }

  private static Result loadPrivately() {
    String usual = System.getProperty(TEMPORARY);
    Path folder = null;
    try {
      folder = Files.createTempDirectory("fude-jcuda-"); // only its owner may look into it
      System.setProperty(TEMPORARY, folder.toString());
      JCudaDriver.setExceptionsEnabled(false);
      return new Result(Optional.of(new JCudaCalls()), "");
    } catch (IOException e) {
      return Result.failed(
          String.format(
              "No folder for JCuda's library can be made in %s (%s); free space there or set"
                  + " -Djava.io.tmpdir.",
              usual, e.getMessage()));
    } catch (LinkageError | IllegalCallerException e) {
      return Result.failed(reason(e));
    } finally {
      System.setProperty(TEMPORARY, usual);
      delete(folder);
    }
  }

  /** JCuda puts the whole stack traces of what went wrong into its message. */
  private static String reason(Throwable failure) {
    String trace = failure.toString();
    if (trace.contains(IllegalCallerException.class.getName())) {
      return "This JVM denies native access; start java with --enable-native-access=ALL-UNNAMED.";
    }
    if (trace.contains("libcuda.so") || trace.contains("nvcuda")) {
      return "NVIDIA's driver is not installed: its library "
          + (trace.contains("nvcuda") ? "nvcuda.dll" : "libcuda.so.1")
          + " is not found; install the driver, 470 or newer.";
    }
    if (trace.contains("No resource found")) {
      return "JCuda's native library is not on the class path; add the artifact"
          + " org.jcuda:jcuda-natives:12.6.0 with the classifier linux-x86_64 or windows-x86_64.";
    }
    return String.format(
        "JCuda's native library cannot be loaded (%s); set -Djava.io.tmpdir to a folder from which"
            + " libraries may be loaded.",
        lastCause(trace));
  }

  /** What went wrong stands in the last cause. */
  private static String lastCause(String trace) {
    return trace
        .lines()
        .filter(line -> line.contains("Error: ") || line.contains("Exception: "))
        .reduce((first, second) -> second)
        .orElse(trace)
        .strip();
  }

  /** Deletes what JCuda unpacked, and nothing that another thread may have put there meanwhile. */
  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*JCuda*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // Windows keeps a loaded library until the end
    }
  }
}
