package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as the shell sees it: a process of its own, without the vector module. */
class ProcessTest {
  @TempDir Path folder;

  @Test
  void paintsAndTellsTheShell() throws Exception {
    Path weights = Fixtures.weights(folder);
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path picture = folder.resolve("picture.png");

    Result result = start("stylize", photo, "-o", picture, "--model", weights);

    assertThat(result.exitCode()).isZero();
    assertThat(picture).exists();
    assertThat(result.err())
        .as("one line for the backend, one for the better one that was refused")
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("fude: backend scalar"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("fude: warning: ")
                    .contains("--add-modules jdk.incubator.vector"));
  }

  @Test
  void failsWithOneLineAndACode() throws Exception {
    Path weights = Files.writeString(folder.resolve("bad.safetensors"), "not weights at all");
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);

    Result result =
        start("stylize", photo, "-o", folder.resolve("picture.png"), "--model", weights);

    assertThat(result.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err()).singleElement().asString().startsWith("fude: ");
    assertThat(folder.resolve("picture.png")).doesNotExist();
  }

  private static Result start(Object... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    Path err = Files.createTempFile("fude", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    int exitCode = process.waitFor();
    List<String> lines = Files.readAllLines(err, StandardCharsets.UTF_8);
    Files.delete(err);
    return new Result(exitCode, lines);
  }

  private record Result(int exitCode, List<String> err) {}
}
