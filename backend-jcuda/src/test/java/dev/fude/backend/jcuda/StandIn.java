package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.backend.jcuda.driver.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * The stand-in for NVIDIA's driver, see libcuda.cpp: built by g++ when a test first needs it, and
 * loaded before JCuda looks for the real one.
 */
final class StandIn {
  private static final Path SOURCES = Path.of("src", "test", "cuda");
  private static final Path KERNELS = Path.of("src", "main", "cuda");
  static final Path LIBRARY = Path.of("target", "stand-in", "libcuda.so.1");
  private static final long BUILD_SECONDS = 300;
  private static final int NO_SUCH_COMMAND = 127;

  private static final int CALLS = 1_000_000;
  private static final int HANDLES = 1_000_001;
  private static final int FAIL = 2_000_000;
  private static final int BACKWARDS = 3_000_000;
  private static final int MEBIBYTES = 4_000_000;
  private static final int VERSION = 5_000_000;
  private static final int DEVICES = 6_000_000;
  private static final int CAPABILITY = 7_000_000;
  private static final int CONTEXT_FAILS = 8_000_000;

  private static boolean loaded;

  private StandIn() {}

  /** Loads the stand-in, or skips the running test and says why. */
  static synchronized void require() {
    if (loaded) {
      return;
    }
    requireCompiler();
    buildIfOutdated();
    System.load(LIBRARY.toAbsolutePath().toString());
    assertThat(NativeLibrary.load().driver()).as(NativeLibrary.load().reason()).isPresent();
    loaded = true;
  }

  /** Of JVMs that test side by side one builds, the others wait for it. */
  private static void buildIfOutdated() {
    try {
      Files.createDirectories(LIBRARY.getParent());
      Path lock = LIBRARY.resolveSibling("lock");
      try (FileChannel turn =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        turn.lock(); // until the channel is closed
        if (isOutdated()) {
          build(
              LIBRARY,
              List.of("-O2", "-fPIC", "-shared", "-Wl,-soname,libcuda.so.1"),
              List.of("libcuda.cpp", "emulation.cpp", "fp32.cpp", "fp16.cpp"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Skips the running test where there is no compiler for the kernels' twins. */
  static void requireCompiler() {
    boolean linux = System.getProperty("os.name").startsWith("Linux");
    if (!linux
        || !System.getProperty("os.arch").equals("amd64")
        || run(List.of("g++", "--version")).code() != 0) {
      throw new TestAbortedException(
          "needs g++ on Linux with x86-64, to run the CUDA kernels on the processor");
    }
  }

  private static boolean isOutdated() {
    try {
      return !Files.exists(LIBRARY)
          || isNewer(SOURCES, Files.getLastModifiedTime(LIBRARY))
          || isNewer(KERNELS, Files.getLastModifiedTime(LIBRARY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNewer(Path folder, FileTime built) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Compiles the kernels for the processor.
   *
   * @param output the file to make
   * @param options beside those that every build needs
   * @param files sources in this module's src/test/cuda
   */
  static void build(Path output, List<String> options, List<String> files) {
    List<String> command = new ArrayList<>(List.of("g++", "-std=c++17", "-DFUDE_EMULATED"));
    command.addAll(List.of("-fno-strict-aliasing", "-march=native", "-Wno-unknown-pragmas"));
    command.addAll(List.of("-I" + SOURCES, "-I" + KERNELS));
    command.addAll(options);
    files.forEach(file -> command.add(SOURCES.resolve(file).toString()));
    command.addAll(List.of("-o", output.toString()));
    try {
      Files.createDirectories(output.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Outcome outcome = run(command);
    assertThat(outcome.code()).as("%s%n%s", String.join(" ", command), outcome.output()).isZero();
  }

  /**
   * What a command came to.
   *
   * @param code its exit code; 127 if there is no such command
   * @param output all that it printed
   */
  record Outcome(int code, String output) {}

  /** Runs a command to its end. */
  static Outcome run(List<String> command) {
    try {
      Path log = Files.createTempFile("stand-in", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(BUILD_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String output = Files.readString(log);
      Files.delete(log);
      assertThat(ended).as("takes over %d s: %s%n%s", BUILD_SECONDS, command, output).isTrue();
      return new Outcome(process.exitValue(), output);
    } catch (IOException e) {
      return new Outcome(NO_SUCH_COMMAND, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** How many calls that can fail were made so far. */
  static int calls() {
    return steer(CALLS);
  }

  /** How many handles are open. */
  static int handles() {
    return steer(HANDLES);
  }

  /** Has the n-th call from now on fail; 0 for none. */
  static void failAt(int call) {
    steer(FAIL + call);
  }

  /** Has the last thread of each block go first, or the first again. */
  static void backwards(boolean backwards) {
    steer(BACKWARDS + (backwards ? 1 : 0));
  }

  /** Gives the device so much memory; 0 for the usual. */
  static void memory(int mebibytes) {
    steer(MEBIBYTES + mebibytes);
  }

  /** Gives the driver a version, as in 12040; 0 for the usual. */
  static void version(int version) {
    steer(VERSION + version);
  }

  /** Sets the number of devices; 1 is usual. */
  static void devices(int count) {
    steer(DEVICES + count);
  }

  /** Gives the device a compute capability, as in 86; 0 for the usual. */
  static void capability(int capability) {
    steer(CAPABILITY + capability);
  }

  /** Has the device refuse every context with a code; 0 for none. */
  static void refuseContext(int code) {
    steer(CONTEXT_FAILS + code);
  }

  /** Asks for an attribute that only the stand-in has, past the list of {@code Driver}. */
  private static int steer(int attribute) {
    int[] value = new int[1];
    try {
      ClassLoader jcuda = NativeLibrary.load().driver().orElseThrow().getClass().getClassLoader();
      Class<?> device = jcuda.loadClass("jcuda.driver.CUdevice");
      Object result =
          jcuda
              .loadClass("jcuda.driver.JCudaDriver")
              .getMethod("cuDeviceGetAttribute", int[].class, int.class, device)
              .invoke(null, value, attribute, device.getConstructor().newInstance());
      assertThat(result).isEqualTo(0);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("The stand-in cannot be steered.", e);
    }
    return value[0];
  }
}
