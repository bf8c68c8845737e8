package dev.fude.video.ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmOptions;
import dev.fude.video.InvalidFilmException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndsTest {
  private static final FilmOptions OPTIONS =
      new FilmOptions(
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          false,
          Optional.empty(),
          "");

  @TempDir private Path folder;

  @Test
  void aNameThatNobodyWritesIsToldWhichAreWritten() {
    OutputFileException refusal =
        catchThrowableOfType(OutputFileException.class, () -> Ends.writing("film.foo"));

    assertThat(refusal).hasMessageStartingWith("\"film.foo\" is no film that can be written; ");
    String cure = refusal.getMessage().substring(refusal.getMessage().indexOf(';'));
    List<String> endings =
        Pattern.compile("\\.[a-z0-9]+|/").matcher(cure).results().map(MatchResult::group).toList();
    assertThat(endings).hasSize(9).contains(".mp4", ".gif", ".y4m", "/");
    assertThat(endings).allSatisfy(ending -> Ends.writing("film" + ending));
  }

  /** It would wait for ever, since a pipe that was read to its end does not begin again. */
  @ParameterizedTest
  @ValueSource(strings = {"film.gif", "film.png", "film.mp4"})
  void aPipeIsNoFilmThatIsReadTwice(String name) throws IOException, InterruptedException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    String pipe = folder.resolve(name).toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

    assertThatExceptionOfType(InvalidFilmException.class)
        .isThrownBy(() -> Ends.reading(pipe).open(pipe, OPTIONS))
        .withMessage(
            pipe
                + " is a pipe or a device, and a film of this kind is read more than once; save it"
                + " to a file first.");
  }
}
