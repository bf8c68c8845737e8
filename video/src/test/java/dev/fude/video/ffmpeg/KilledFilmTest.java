package dev.fude.video.ffmpeg;

import static dev.fude.video.ffmpeg.TestFilms.make;
import static dev.fude.video.ffmpeg.TestFilms.needFfmpeg;
import static dev.fude.video.ffmpeg.TestFilms.packets;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part of a film whose process is killed again and again is the same in the end. */
@Tag("one-jdk")
class KilledFilmTest {
  private static final int BEFORE = 30; // frames in front of the part
  private static final String FROM = "1.01"; // a little behind its begin
  private static final int FRAMES = 300;
  private static final long SEED = 18;

  @TempDir private Path folder;

  @Test
  void goesOnWhereItWasAndGivesTheSameFilm() throws Exception {
    needFfmpeg();
    Path film =
        make(
            folder.resolve("in.mp4"),
            "-f lavfi -i testsrc2=s=64x48:r=30000/1001 -f lavfi -i sine=r=48000 -frames:v "
                + (BEFORE + FRAMES)
                + " -shortest -pix_fmt yuv420p -c:v libx264 -c:a aac");
    Path unbroken = folder.resolve("unbroken.mp4");
    assertThat(framesUntilKilled(film, unbroken, Integer.MAX_VALUE)).isEqualTo(FRAMES);

    Path broken = folder.resolve("broken.mp4");
    Random random = new Random(SEED);
    // In the first segment, in the second, and in the third.
    int[] kills = {1 + random.nextInt(100), 130 + random.nextInt(100), 245 + random.nextInt(40)};
    int kept = 0;
    for (int kill : kills) {
      int painted = framesUntilKilled(film, broken, kill);
      assertThat(painted).as("killed at " + kill).isEqualTo(kill);
      assertThat(broken).doesNotExist();
      kept = wholeSegments(broken) * ContainerSink.SEGMENT_FRAMES;
    }
    assertThat(kept).as("frames of whole segments").isEqualTo(240);
    assertThat(framesUntilKilled(film, broken, Integer.MAX_VALUE)).isEqualTo(FRAMES);
    assertThat(firstPainted).isEqualTo(kept + 1);

    assertThat(packets(broken, "v")).isEqualTo(packets(unbroken, "v")).hasSize(FRAMES);
    assertThat(packets(broken, "a")).isEqualTo(packets(unbroken, "a")).isNotEmpty();
    assertThat(folder.resolve("broken.mp4" + WorkFolder.ENDING)).doesNotExist();
  }

  private int firstPainted;

  /** Starts a process, kills it when it has painted a frame, and tells which was its last. */
  private int framesUntilKilled(Path film, Path output, int last)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SlowFilm.class.getName(),
                film.toString(),
                output.toString(),
                FROM)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int painted = 0;
    firstPainted = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        painted = Integer.parseInt(line);
        firstPainted = firstPainted == 0 ? painted : firstPainted;
        if (painted >= last) {
          process.destroyForcibly();
          break;
        }
      }
    }
    process.waitFor();
    return painted;
  }

  private static int wholeSegments(Path output) throws IOException {
    Path work = output.resolveSibling(output.getFileName() + WorkFolder.ENDING);
    try (var files = Files.list(work)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return (int) names.stream().filter(name -> name.matches("\\d{6}\\.nut")).count();
    }
  }
}
