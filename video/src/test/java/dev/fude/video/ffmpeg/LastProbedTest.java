package dev.fude.video.ffmpeg;

import static dev.fude.video.ffmpeg.TestFilms.make;
import static dev.fude.video.ffmpeg.TestFilms.needFfmpeg;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each start of ffprobe costs a tenth of a second or more, and a film is opened for two. */
@Tag("one-jdk")
@EnabledOnOs({OS.LINUX, OS.MAC})
class LastProbedTest {
  private static final String FILM = "-f lavfi -i testsrc2=s=64x48:r=25 -c:v ffv1 -frames:v ";

  @TempDir private Path folder;

  private Ffmpeg ffmpegThatCounts() throws IOException {
    script("ffprobe", "echo asked >>" + folder.resolve("log") + "\nexec ffprobe \"$@\"");
    return Ffmpeg.find(Optional.of(script("ffmpeg", "exec ffmpeg \"$@\"")));
  }

  private Path script(String name, String commands) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + commands + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private int timesAsked() throws IOException {
    return Files.readAllLines(folder.resolve("log")).size();
  }

  @Test
  void asksAgainOnlyIfTheFileHasChanged() throws Exception {
    needFfmpeg();
    Ffmpeg ffmpeg = ffmpegThatCounts();
    LastProbed probed = new LastProbed();
    Path film = make(folder.resolve("film.mkv"), FILM + 2);
    ProbedFilm first = probed.film(ffmpeg, film.toString());
    assertThat(probed.film(ffmpeg, film.toString())).isSameAs(first);
    assertThat(timesAsked()).isEqualTo(1);

    make(film, FILM.replace("64x48", "32x16") + 5);
    ProbedFilm changed = probed.film(ffmpeg, film.toString());
    assertThat(changed.film("film").number("width")).hasValue(32);
    assertThat(timesAsked()).isEqualTo(2);
  }

  @Test
  void oneFilmIsNotTakenForAnother() throws Exception {
    needFfmpeg();
    Ffmpeg ffmpeg = ffmpegThatCounts();
    LastProbed probed = new LastProbed();
    Path film = make(folder.resolve("film.mkv"), FILM + 2);
    Path copy = Files.copy(film, folder.resolve("copy.mkv"));
    Files.setLastModifiedTime(copy, Files.getLastModifiedTime(film));
    probed.film(ffmpeg, film.toString());
    probed.film(ffmpeg, copy.toString());
    assertThat(timesAsked()).isEqualTo(2);
  }
}
