package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    assertThat(result.out())
        .as("numbers have a point in any country")
        .singleElement()
        .asString()
        .containsPattern("\\(\\d+\\.\\d\\d s\\)");
    assertThat(result.err())
        .as("one line for the backend, one for the better ones that were refused")
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("fude: backend scalar"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("fude: warning: ")
                    .contains("cuda: ", "--add-modules jdk.incubator.vector"));
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

  @Test
  void findsAStyleByNameInTheUsersFolder() throws Exception {
    Path data = folder.resolve("data");
    Map<String, String> environment = Map.of("XDG_DATA_HOME", data.toString());
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path converted = data.resolve("fude/styles/mine.safetensors");

    Result conversion = start(environment, "convert", Fixtures.weights(folder), "-o", converted);
    Result painting =
        start(environment, "stylize", photo, "-o", folder.resolve("a.png"), "--model", "mine");
    Result refusal =
        start(environment, "stylize", photo, "-o", folder.resolve("b.png"), "--model", "theirs");

    assertThat(conversion.exitCode()).as("%s", conversion.err()).isZero();
    assertThat(painting.exitCode()).as("%s", painting.err()).isZero();
    assertThat(painting.err()).anySatisfy(line -> assertThat(line).contains("mine.safetensors"));
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refusal.err()).singleElement().asString().contains("fude styles");
  }

  @Test
  void makesNoStyleFolderForAConversionThatFails() throws Exception {
    Path data = folder.resolve("data");

    Result failure =
        start(
            Map.of("XDG_DATA_HOME", data.toString()),
            "convert",
            folder.resolve("missing.onnx"),
            "-o",
            data.resolve("fude/styles/mine.safetensors"));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(data).doesNotExist();
  }

  private static Result start(Object... args) throws IOException, InterruptedException {
    return start(Map.of(), args);
  }

  private static Result start(Map<String, String> environment, Object... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-Duser.language=de", "-Duser.country=DE")); // where 1.5 is 1,5
    command.add("-Dfude.cuda.device=4096"); // none: the same backend computes on every machine
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    Path out = Files.createTempFile("fude", ".out");
    Path err = Files.createTempFile("fude", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    int exitCode = builder.start().waitFor();
    return new Result(exitCode, lines(out), lines(err));
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return lines;
  }

  private record Result(int exitCode, List<String> out, List<String> err) {}
}
