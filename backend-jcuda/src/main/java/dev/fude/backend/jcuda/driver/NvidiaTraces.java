package dev.fude.backend.jcuda.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether anything of NVIDIA's shows itself on this machine. A look at some files tells: to load a
 * library, only to hear that there is no driver, would cost every start on every other machine a
 * tenth of a second.
 */
final class NvidiaTraces {
  private static final String LIBRARY = "libcuda.so.1";

  /** What a driver that is installed leaves: of Linux, of Windows, and of Linux within Windows. */
  private static final List<String> DRIVER_FILES =
      List.of("dev/nvidiactl", "dev/nvidia0", "dev/dxg", "proc/driver/nvidia/version");

  /** Where distributions and containers put the driver's library. */
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "usr/lib/wsl/lib",
          "usr/lib/x86_64-linux-gnu",
          "usr/lib/x86_64-linux-gnu/nvidia/current",
          "lib/x86_64-linux-gnu",
          "usr/lib64",
          "lib64",
          "usr/lib",
          "usr/local/nvidia/lib64",
          "usr/local/cuda/compat",
          "run/opengl-driver/lib");

  /** Files that name every library the linker knows, or has loaded already. */
  private static final List<String> LINKER_FILES = List.of("etc/ld.so.cache", "proc/self/maps");

  private static final String PCI_DEVICES = "sys/bus/pci/devices";
  private static final String NVIDIA = "0x10de"; // the vendor's number on the PCI bus
  private static final String DISPLAY_CONTROLLER = "0x03"; // the first byte of the device's class

  private final Path root;
  private final Map<String, String> environment;

  /**
   * Looks at a machine.
   *
   * @param root its root folder
   * @param environment the variables of this program
   */
  NvidiaTraces(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  /** Looks at this machine. */
  static NvidiaTraces ofThisMachine() {
    return new NvidiaTraces(Path.of("/"), System.getenv());
  }

  /** Whether there is a trace of a GPU or of its driver. */
  boolean any() {
    return hasWindowsDriver()
        || DRIVER_FILES.stream().anyMatch(file -> Files.exists(root.resolve(file)))
        || LIBRARY_FOLDERS.stream().anyMatch(folder -> holdsLibrary(root.resolve(folder)))
        || LINKER_FILES.stream().anyMatch(file -> names(root.resolve(file)))
        || namedFolders().anyMatch(NvidiaTraces::holdsLibrary)
        || hasDisplayController();
  }

  private boolean hasWindowsDriver() {
    String windows = environment.get("SystemRoot");
    return windows != null && Files.exists(Path.of(windows, "System32", "nvcuda.dll"));
  }

  private static boolean holdsLibrary(Path folder) {
    return Files.exists(folder.resolve(LIBRARY));
  }

  /** Folders that the linker was told to look into. */
  private Stream<Path> namedFolders() {
    String folders = environment.getOrDefault("LD_LIBRARY_PATH", "");
    return Stream.of(folders.split("[:;]"))
        .filter(folder -> !folder.isBlank())
        .flatMap(NvidiaTraces::path);
  }

  private static Stream<Path> path(String text) {
    try {
      return Stream.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Stream.empty(); // nor can the linker find anything there
    }
  }

  private static boolean names(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(LIBRARY);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean hasDisplayController() {
    try (DirectoryStream<Path> devices = Files.newDirectoryStream(root.resolve(PCI_DEVICES))) {
      for (Path device : devices) {
        if (begins(device.resolve("vendor"), NVIDIA)
            && begins(device.resolve("class"), DISPLAY_CONTROLLER)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean begins(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).startsWith(text);
    } catch (IOException e) {
      return false;
    }
  }
}
