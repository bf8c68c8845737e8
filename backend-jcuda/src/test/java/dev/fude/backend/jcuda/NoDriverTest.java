package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A machine without NVIDIA's driver, in a JVM of its own, where no stand-in is loaded. */
class NoDriverTest {
  @TempDir private Path temporary;
  @TempDir private Path traces;

  /** Prints what the backend says. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] arguments) {
      CudaBackend backend = new CudaBackend();
      System.out.println(backend.name() + " " + backend.preference());
      System.out.println(backend.availability().verdict());
      System.out.println(backend.availability().detail());
    }
  }

  private List<String> ask(String... options) throws IOException {
    return askOn(System.getProperty("java.class.path"), options);
  }

  private List<String> askOn(String classPath, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of(options));
    command.add(Ask.class.getName());
    Path out = traces.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LD_LIBRARY_PATH", traces.toString());
    int code = builder.start().onExit().join().exitValue();
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    assertThat(code).as("%s", lines).isZero();
    return lines;
  }

  /** The linker finds it, and no driver in it. */
  private void leaveTrace() throws IOException {
    Files.createFile(traces.resolve("libcuda.so.1"));
  }

  @Test
  void machineWithoutTraceOfAGpuIsToldSoAndNothingIsUnpacked() throws IOException {
    List<String> lines = ask("-Djava.io.tmpdir=" + temporary.resolve("missing"));
    if (!lines.get(2).startsWith("This machine shows no trace")) {
      throw new TestAbortedException("needs a machine without a GPU or driver: " + lines.get(2));
    }
    assertThat(lines.get(1)).isEqualTo("ABSENT");
  }

  @Test
  void emptyDriverIsNamedInOneSentence() throws IOException {
    leaveTrace();
    List<String> lines = ask();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).isEqualTo("REFUSED");
    assertThat(lines.get(2)).contains("libcuda.so.1").endsWith(".").doesNotContain("\tat ");
  }

  @Test
  void nothingIsLeftInTheFolderForTemporaryFiles() throws IOException {
    leaveTrace();
    ask();
    try (var files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void otherSystemsAreRefusedBeforeAnythingIsUnpacked() throws IOException {
    assertThat(ask("-Dos.name=Mac OS X", "-Dos.arch=aarch64").get(2))
        .isEqualTo(
            "CUDA through JCuda works on Linux and Windows with x86-64, not on Mac OS X with"
                + " aarch64.");
  }

  @Test
  void missingNativesAreNamed() throws IOException {
    leaveTrace();
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("jcuda-natives"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(askOn(classPath).get(2))
        .contains("jcuda-natives:12.6.0", "classifier")
        .endsWith(".");
  }

  @Test
  void missingFolderForTemporaryFilesIsNamed() throws IOException {
    leaveTrace();
    Path missing = temporary.resolve("missing");
    assertThat(ask("-Djava.io.tmpdir=" + missing).get(2))
        .contains(missing.toString(), "set -Djava.io.tmpdir")
        .endsWith(".");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "older JVMs cannot deny native access")
  void deniedNativeAccessIsNamed() throws IOException {
    leaveTrace();
    assertThat(ask("--illegal-native-access=deny").get(2))
        .isEqualTo(
            "This JVM denies native access; start java with --enable-native-access=ALL-UNNAMED.");
  }
}
