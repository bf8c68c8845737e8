package dev.fude.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InputFileTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @TempDir private Path folder;

  private String content(Path file) {
    try (InputStream bytes = InputFile.open(file, told::add)) {
      return new String(bytes.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileIsReadWithoutAWord() throws IOException {
    assertThat(content(Files.writeString(folder.resolve("file"), "content"))).isEqualTo("content");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> InputFile.open(folder.resolve("missing"), told::add));
    assertThat(told).isEmpty();
  }

  @Test
  void whoForgetsTheOtherEndOfAPipeIsTold() throws Exception {
    Path pipe = Pipes.make(folder.resolve("pipe"));
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> content(pipe));

    assertThat(told.poll(30, TimeUnit.SECONDS))
        .isEqualTo(pipe + " is a pipe, and is waited for: no program writes into it yet.");
    assertThat(read).isNotDone();

    Files.writeString(pipe, "content");
    assertThat(read.get()).isEqualTo("content");
  }

  @Test
  void aPipeThatIsWrittenIntoIsReadWithoutAWord() throws Exception {
    Path pipe = Pipes.make(folder.resolve("pipe"));
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> content(pipe));

    Files.writeString(pipe, "content");

    assertThat(read.get()).isEqualTo("content");
    assertThat(told.poll(2, TimeUnit.SECONDS)).isNull();
  }
}
