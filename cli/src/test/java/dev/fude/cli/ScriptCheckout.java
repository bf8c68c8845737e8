package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code ./fude} in a checkout made of stubs: the build only says that it ran, and Java
 * only says how it was called.
 */
abstract class ScriptCheckout {
  static final Path SCRIPT = Path.of("..", "fude");

  /** What people call folders, and shells, class paths and addresses take for something else. */
  static final String NAME = "a !check+out, #1 (50%25) & more $HOME";

  @TempDir Path folder;
  Path checkout;
  Path java;

  @BeforeEach
  void makeCheckout() throws IOException {
    assumeThat(Files.isExecutable(Path.of("/bin/sh")))
        .as("the script needs a POSIX shell")
        .isTrue();
    checkout = Files.createDirectories(folder.resolve(NAME));
    Files.copy(SCRIPT, checkout.resolve("fude"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(checkout.resolve("cli/src/main"));
    Files.createFile(checkout.resolve("pom.xml"));
    buildBy("echo noise on standard output");
    java = fakeJava("jdk 99", "99.0.1", "java.base jdk.incubator.vector");
  }

  /** Makes the build a stub that notes that it ran. */
  void buildBy(String command) throws IOException {
    executable(checkout.resolve("mvnw"), "echo built >>builds", command, "mkdir -p cli/target/lib");
  }

  Path fakeJava(String name, String version, String modules) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path bin = Files.createDirectories(home.resolve("bin"));
    executable(bin.resolve("java"), "printf '%s\\n' \"$0\" \"$@\"", "exit 42");
    executable(bin.resolve("javac"), "exit 0");
    Files.writeString(
        home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
    return home;
  }

  static void executable(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  long builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  Result fude(Path from, String... args) throws IOException, InterruptedException {
    return start(from, Map.of(), checkout.resolve("fude"), args).finish();
  }

  Launch start(Path from, Map<String, String> environment, Path script, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Path out = Files.createTempFile(logs, "out", "");
    Path err = Files.createTempFile(logs, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().put("FUDE_JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Launch(builder.start(), out, err);
  }

  record Launch(Process process, Path out, Path err) {
    Result finish() throws IOException, InterruptedException {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("the script ends").isTrue();
      return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }
  }

  record Result(int exitCode, List<String> out, List<String> err) {}
}
