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

  /** Prints what the backend says. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] arguments) {
      CudaBackend backend = new CudaBackend();
      System.out.println(backend.name() + " " + backend.preference());
      System.out.println(backend.availability().available());
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
    Path out = temporary.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int code = process.onExit().join().exitValue();
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    Files.delete(out);
    assertThat(code).as("%s", lines).isZero();
    return lines;
  }

  @Test
  void missingDriverIsNamedInOneSentence() throws IOException {
    List<String> lines = ask();
    if (lines.get(1).equals("true")) {
      throw new TestAbortedException("needs a machine without a GPU: " + lines.get(2));
    }
    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).contains("NVIDIA's driver").endsWith(".").doesNotContain("\tat ");
  }

  @Test
  void nothingIsLeftInTheFolderForTemporaryFiles() throws IOException {
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
    Path missing = temporary.resolve("missing");
    assertThat(ask("-Djava.io.tmpdir=" + missing).get(2))
        .contains(missing.toString(), "set -Djava.io.tmpdir")
        .endsWith(".");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "older JVMs cannot deny native access")
  void deniedNativeAccessIsNamed() throws IOException {
    assertThat(ask("--illegal-native-access=deny").get(2))
        .isEqualTo(
            "This JVM denies native access; start java with --enable-native-access=ALL-UNNAMED.");
  }
}
