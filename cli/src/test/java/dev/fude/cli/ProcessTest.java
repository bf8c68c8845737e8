package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
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

    Run run = Jvm.PLAIN.fude("stylize", photo, "-o", picture, "--model", weights).isDone();

    assertThat(picture).exists();
    assertThat(run.out().lines())
        .as("numbers have a point in any country")
        .singleElement()
        .asString()
        .containsPattern("\\(\\d+\\.\\d\\d s\\)");
    assertThat(run.err().lines())
        .as("one line for the backend, and why it is not the fastest")
        .singleElement()
        .asString()
        .startsWith("fude: backend loops")
        .contains("simd: ", "--add-modules jdk.incubator.vector")
        .doesNotContain("cuda");
  }

  /** As a container starts it, without the script, which would have seen to it. */
  @Test
  void namesBeyondAsciiAreToldWithTheCureWhereNoLocaleIsSet() throws Exception {
    assumeThat(System.getProperty("os.name")).as("locales by variables").isEqualTo("Linux");
    Jvm noLocale = Jvm.PLAIN.environment("LC_ALL", "C");
    Path photo = Fixtures.photo(folder, "p.png", 8, 8);
    Path plain = folder.resolve("plain.png");
    String cure = "LC_ALL=C.UTF-8";

    noLocale
        .fude("stylize", "\u3042.png", "-o", plain)
        .failsInOneSentence(ExitCode.BAD_INPUT, cure);
    noLocale
        .fude("stylize", photo, "-o", "\u3042.png")
        .failsInOneSentence(ExitCode.WRONG_USE, cure);
    noLocale
        .fude("stylize", plain, "-o", plain, "--model", "\u3042")
        .failsInOneSentence(ExitCode.WRONG_USE, cure);
  }

  @Test
  void failsWithOneLineAndACode() throws Exception {
    Path weights = Files.writeString(folder.resolve("bad.safetensors"), "not weights at all");
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);

    Jvm.PLAIN
        .fude("stylize", photo, "-o", folder.resolve("picture.png"), "--model", weights)
        .failsInOneSentence(ExitCode.BAD_INPUT, "bad.safetensors");

    assertThat(folder.resolve("picture.png")).doesNotExist();
  }

  /** As of a full disk; a reader that has enough, as {@code head}, loses nothing. */
  @Tag("one-jdk")
  @Test
  void resultsThatCannotBeWrittenAreAFailure() throws Exception {
    Path full = Path.of("/dev/full");
    assumeThat(full).as("a device that is always full").exists();
    Path err = folder.resolve("err");
    for (String command : List.of("styles", "--help", "backends")) {
      Process writing =
          Jvm.PLAIN
              .process(Main.class, command)
              .redirectOutput(full.toFile())
              .redirectError(err.toFile())
              .start();
      new Run(writing.waitFor(), "", Files.readString(err))
          .failsInOneSentence(ExitCode.FAILED, "Standard output cannot be written", "room");
    }

    Process unread = Jvm.PLAIN.process(Main.class, "styles").redirectError(err.toFile()).start();
    unread.getInputStream().close();
    assertThat(unread.waitFor()).isEqualTo(ExitCode.DONE);
    assertThat(err).isEmptyFile();
  }

  @Tag("one-jdk")
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

    Jvm.PLAIN
        .reading(photo)
        .fude("stylize", pipe, "-", photo, "-o", out, "--model", weights)
        .isDone();

    assertThat(writer.waitFor()).isZero();
    assertThat(out.resolve("pipe.png")).hasSameBinaryContentAs(out.resolve("photo.png"));
    assertThat(out.resolve("stdin.png")).hasSameBinaryContentAs(out.resolve("photo.png"));
  }

  @Tag("one-jdk")
  @Test
  void refusesAPipeWithoutEndBeforeTheMemoryIsFull() throws Exception {
    Path photo = Fixtures.photo(folder, "photo.png", 12, 8);
    Path endless = folder.resolve("endless");
    assumeThat(Files.isExecutable(Path.of("/usr/bin/mkfifo"))).as("named pipes").isTrue();
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", endless.toString()).start().waitFor())
        .isZero();
    CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> pour(photo, endless));

    Run run = Jvm.PLAIN.with("-Xmx64m").fude("stylize", endless, "-o", folder.resolve("out.png"));

    writing.get(10, TimeUnit.SECONDS);
    run.failsInOneSentence(ExitCode.BAD_INPUT, "endless goes on after 16 MiB");
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

  @Tag("one-jdk")
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
        Jvm.PLAIN
            .process(Main.class, args)
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    while (batch.isAlive() && !Files.readString(told).contains(" -> ")) {
      TimeUnit.MILLISECONDS.sleep(10);
    }

    batch.toHandle().destroy();
    assertThat(batch.waitFor(3, TimeUnit.SECONDS)).as("it ends at once").isTrue();

    assertThat(batch.exitValue()).as("as the shell tells of it").isEqualTo(128 + 15);
    assertThat(Files.readString(told)).contains("--skip-existing does the rest");
    Map<String, Integer> done = Fixtures.listing(out);
    assertThat(done).hasSizeLessThan(13).allSatisfy((name, hash) -> assertWhole(out, name));

    Jvm.PLAIN.fude(args).isDone();
    assertThat(Fixtures.listing(out)).hasSize(13).containsAllEntriesOf(done);
  }

  private static void assertWhole(Path folder, String name) {
    if (!name.isEmpty()) {
      assertThat(name).endsWith(".png").doesNotStartWith(".");
      assertThatCode(() -> ImageIO.read(folder.resolve(name).toFile())).doesNotThrowAnyException();
    }
  }

  @Tag("one-jdk")
  @Test
  void findsAStyleByNameInTheUsersFolder() throws Exception {
    Path data = folder.resolve("data");
    Jvm user = Jvm.PLAIN.environment("XDG_DATA_HOME", data.toString());
    Path photo = Fixtures.photo(folder, "photo.png", 8, 8);
    Path converted = data.resolve("fude/styles/mine.safetensors");

    user.fude("convert", Fixtures.weights(folder), "-o", converted).isDone();
    Run painting =
        user.fude("stylize", photo, "-o", folder.resolve("a.png"), "--model", "mine").isDone();
    Run refusal = user.fude("stylize", photo, "-o", folder.resolve("b.png"), "--model", "theirs");

    assertThat(painting.err()).contains("mine.safetensors");
    refusal.failsInOneSentence(ExitCode.BAD_INPUT, "fude styles");
  }

  @Tag("one-jdk")
  @Test
  void makesNoStyleFolderForAConversionThatFails() throws Exception {
    Path data = folder.resolve("data");

    Jvm.PLAIN
        .environment("XDG_DATA_HOME", data.toString())
        .fude(
            "convert",
            folder.resolve("missing.onnx"),
            "-o",
            data.resolve("fude/styles/mine.safetensors"))
        .failsInOneSentence(ExitCode.BAD_INPUT, "missing.onnx");

    assertThat(data).doesNotExist();
  }
}
