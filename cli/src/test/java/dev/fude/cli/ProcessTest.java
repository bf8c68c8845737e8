package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as the shell sees it: a process of its own, without the vector module. */
class ProcessTest {
  private static final ProcessBuilder.Redirect NO_INPUT = ProcessBuilder.Redirect.PIPE;

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
        .as("one line for the backend, and why it is not the fastest")
        .singleElement()
        .asString()
        .startsWith("fude: backend scalar")
        .contains("simd: ", "--add-modules jdk.incubator.vector")
        .doesNotContain("cuda");
  }

  /** As a container starts it, without the script, which would have seen to it. */
  @Test
  void namesBeyondAsciiAreToldWithTheCureWhereNoLocaleIsSet() throws Exception {
    assumeThat(System.getProperty("os.name")).as("locales by variables").isEqualTo("Linux");
    Map<String, String> noLocale = Map.of("LC_ALL", "C");
    Path plain = folder.resolve("plain.png");

    Result input = start(noLocale, "stylize", "\u3042.png", "-o", plain);
    assertThat(input.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(input.err()).anySatisfy(line -> assertThat(line).contains("LC_ALL=C.UTF-8"));
    for (Result result :
        List.of(
            start(noLocale, "stylize", Fixtures.photo(folder, "p.png", 8, 8), "-o", "\u3042.png"),
            start(noLocale, "stylize", plain, "-o", plain, "--model", "\u3042"))) {
      assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USE);
      assertThat(result.err()).singleElement().asString().contains("LC_ALL=C.UTF-8");
    }
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
  void readsANamedPipeAndStandardInput() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/mkfifo"))).as("named pipes").isTrue();
    Path weights = Fixtures.weights(folder);
    Path photo = Fixtures.photo(folder, "photo.jpg", 12, 8);
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path out = Files.createDirectory(folder.resolve("out"));
    Process writer =
        new ProcessBuilder("/bin/cp", photo.toString(), pipe.toString()).inheritIO().start();

    Result result =
        start(photo.toFile(), "stylize", pipe, "-", photo, "-o", out, "--model", weights);

    assertThat(result.exitCode()).as("%s", result.err()).isZero();
    assertThat(writer.waitFor()).isZero();
    assertThat(out.resolve("pipe.png")).hasSameBinaryContentAs(out.resolve("photo.png"));
    assertThat(out.resolve("stdin.png")).hasSameBinaryContentAs(out.resolve("photo.png"));
  }

  @Test
  void refusesAPipeWithoutEndBeforeTheMemoryIsFull() throws Exception {
    Path photo = Fixtures.photo(folder, "photo.png", 12, 8);
    Path endless = folder.resolve("endless");
    assumeThat(Files.isExecutable(Path.of("/usr/bin/mkfifo"))).as("named pipes").isTrue();
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", endless.toString()).start().waitFor())
        .isZero();
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> pour(photo, endless));

    Result result = start(List.of("-Xmx64m"), "stylize", endless, "-o", folder.resolve("out.png"));

    writing.get(10, TimeUnit.SECONDS);
    assertThat(result.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err()).singleElement().asString().contains("endless goes on after 16 MiB");
    assertThat(folder.resolve("out.png")).doesNotExist();
  }

  /** A PNG's header and then chunks that it does not need, until nobody reads any more. */
  private static void pour(Path png, Path pipe) {
    byte[] chunk = new byte[12 + 4096]; // (length, type, data, checksum)
    ByteBuffer.wrap(chunk).putInt(4096).put("teXt".getBytes(StandardCharsets.US_ASCII));
    CRC32 checksum = new CRC32();
    checksum.update(chunk, 4, 4 + 4096);
    ByteBuffer.wrap(chunk).putInt(8 + 4096, (int) checksum.getValue());
    try (OutputStream bytes = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
      bytes.write(Files.readAllBytes(png), 0, 33);
      while (true) {
        bytes.write(chunk);
      }
    } catch (IOException e) {
      // The reader has had enough, which is what is to be seen.
    }
  }

  @Test
  void aBatchThatIsEndedLeavesWholePicturesAndGoesOn() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 12; i++) {
      Fixtures.photo(photos, i + ".png", 24, 16);
    }
    Path out = folder.resolve("out");
    Object[] args = {"stylize", photos, "-o", out, "--skip-existing"};
    Path told = folder.resolve("told");
    Process batch =
        launch(Launch.PLAIN, args).redirectErrorStream(true).redirectOutput(told.toFile()).start();
    while (batch.isAlive() && !Files.readString(told).contains(" -> ")) {
      TimeUnit.MILLISECONDS.sleep(10);
    }

    batch.toHandle().destroy();
    assertThat(batch.waitFor(3, TimeUnit.SECONDS)).as("it ends at once").isTrue();

    assertThat(batch.exitValue()).as("as the shell tells of it").isEqualTo(128 + 15);
    assertThat(Files.readString(told)).contains("--skip-existing does the rest");
    Map<String, Integer> done = Fixtures.listing(out);
    assertThat(done).hasSizeLessThan(13).allSatisfy((name, hash) -> assertWhole(out, name));

    Result rest = start(args);
    assertThat(rest.exitCode()).as("%s", rest.err()).isZero();
    assertThat(Fixtures.listing(out)).hasSize(13).containsAllEntriesOf(done);
  }

  private static void assertWhole(Path folder, String name) {
    if (!name.isEmpty()) {
      assertThat(name).endsWith(".png").doesNotStartWith(".");
      assertThatCode(() -> ImageIO.read(folder.resolve(name).toFile())).doesNotThrowAnyException();
    }
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
    return start(Launch.PLAIN, args);
  }

  private static Result start(Map<String, String> environment, Object... args)
      throws IOException, InterruptedException {
    return start(new Launch(environment, List.of(), NO_INPUT), args);
  }

  private static Result start(List<String> jvmOptions, Object... args)
      throws IOException, InterruptedException {
    return start(new Launch(Map.of(), jvmOptions, NO_INPUT), args);
  }

  private static Result start(File input, Object... args) throws IOException, InterruptedException {
    return start(new Launch(Map.of(), List.of(), ProcessBuilder.Redirect.from(input)), args);
  }

  private static Result start(Launch launch, Object... args)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("fude", ".out");
    Path err = Files.createTempFile("fude", ".err");
    int exitCode =
        launch(launch, args)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Result(exitCode, lines(out), lines(err));
  }

  private static ProcessBuilder launch(Launch launch, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-Duser.language=de", "-Duser.country=DE")); // where 1.5 is 1,5
    command.add("-Dfude.cuda.device=4096"); // none: the same backend computes on every machine
    command.addAll(launch.jvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(launch.input());
    builder.environment().putAll(launch.environment());
    return builder;
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return lines;
  }

  /**
   * How a process is started.
   *
   * @param environment variables beside the inherited ones
   * @param jvmOptions options beside the usual ones
   * @param input what it reads
   */
  private record Launch(
      Map<String, String> environment, List<String> jvmOptions, ProcessBuilder.Redirect input) {
    private static final Launch PLAIN = new Launch(Map.of(), List.of(), NO_INPUT);
  }

  private record Result(int exitCode, List<String> out, List<String> err) {}
}
