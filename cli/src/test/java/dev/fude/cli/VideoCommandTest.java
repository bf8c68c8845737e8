package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class VideoCommandTest {
  @TempDir static Path folder;
  private static Path film;
  private static Path weights;

  @BeforeAll
  static void makeFilm() throws IOException, InterruptedException {
    weights = Fixtures.weights(folder);
    film = folder.resolve("film.mp4");
    assumeTrue(
        ffmpeg("-f lavfi -i testsrc2=s=64x48:r=25 -frames:v 3 -pix_fmt yuv420p " + film),
        "needs the program ffmpeg");
  }

  private static boolean ffmpeg(String arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-nostdin"));
    command.addAll(List.of(arguments.split(" ")));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void paintsAFilmAndTellsMachinesHowFarItIs() throws IOException {
    Path painted = folder.resolve("painted.mp4");
    Run run =
        Run.of("video", film, "-o", painted, "--model", weights, "--size", "32x32", "--json")
            .isDone();
    assertThat(run.out().lines().toList()).isNotEmpty().last().asString().contains("\"frames\":3");
    assertThat(run.err()).contains("encoded by").contains("BT.601");
    assertThat(Files.size(painted)).isGreaterThan(1000);
  }

  @Test
  void anOutputThatExistsIsKept() throws IOException {
    Path there = Files.writeString(folder.resolve("there.mkv"), "mine");
    Run.of("video", film, "-o", there, "--model", weights)
        .failsInOneSentence(ExitCode.WRONG_USE, "there.mkv", "--overwrite");
    assertThat(there).hasContent("mine");
    Run.of("video", film, "-o", film, "--overwrite", "--model", weights)
        .failsInOneSentence(ExitCode.WRONG_USE, "the input itself");
  }

  /** Links are looked through at both ends, and stay; what was stopped is kept beside the film. */
  @Test
  void linksAreReadAndWrittenThrough() throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path real = Files.writeString(disk.resolve("real.mp4"), "old");
    Path input = Files.createSymbolicLink(folder.resolve("link-to-film.mp4"), film.getFileName());
    Path output = Files.createSymbolicLink(folder.resolve("link.mp4"), real);
    Object[] painting = {"video", input, "-o", output, "--model", weights, "--size", "32x32"};
    Run.of(painting).failsInOneSentence(ExitCode.WRONG_USE, "link.mp4", "--overwrite");
    assertThat(real).hasContent("old");

    Run.of(with(painting, "--overwrite")).isDone();

    assertThat(input).isSymbolicLink();
    assertThat(output).isSymbolicLink();
    assertThat(real).isRegularFile();
    assertThat(Files.size(real)).isGreaterThan(1000);
    assertThat(disk.toFile().list()).containsExactly("real.mp4");
    assertThat(folder.toFile().list((place, name) -> name.startsWith("link")))
        .containsExactlyInAnyOrder("link-to-film.mp4", "link.mp4");
    Run.of("video", film, "-o", input, "--overwrite", "--model", weights)
        .failsInOneSentence(ExitCode.WRONG_USE, "the input itself");
  }

  private static Object[] with(Object[] arguments, Object more) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add(more);
    return all.toArray();
  }

  /** While the encoder is tried: nothing is worth keeping yet, and nothing is kept. */
  @Test
  void aFilmThatIsEndedBeforeItsFirstFrameLeavesNothing() throws Exception {
    Path place = Files.createDirectory(folder.resolve("ended"));
    Path told = folder.resolve("told");
    Object[] arguments = {
      "video", film, "-o", place.resolve("out.mp4"), "--model", weights, "--size", "32x32"
    };
    Process painting =
        Jvm.PLAIN
            .process(Main.class, with(arguments, "--ffmpeg=" + ffmpegThatNeverEncodes()))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    Path tried = folder.resolve("tried");
    while (painting.isAlive() && !Files.exists(tried)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(place.toFile().list()).as("while it is tried").containsExactly("out.mp4.fude-work");

    painting.toHandle().destroy();

    assertThat(painting.waitFor(10, TimeUnit.SECONDS)).as("it ends at once").isTrue();
    assertThat(Files.readString(told).lines()).last().asString().contains("given up");
    assertThat(place).isEmptyDirectory();
  }

  /** Notes that it is asked to encode into a work folder, and waits for what never comes. */
  private static Path ffmpegThatNeverEncodes() throws IOException {
    Path program =
        Files.writeString(
            folder.resolve("ffmpeg-slow"),
            """
            #!/bin/sh
            case "$*" in *unfinished.rehearsal*) touch '%s'; exec sleep 60 ;; esac
            exec ffmpeg "$@"
            """
                .formatted(folder.resolve("tried")));
    Path prober = folder.resolve("ffprobe-slow");
    Files.writeString(prober, "#!/bin/sh\nexec ffprobe \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(prober.toFile().setExecutable(true)).isTrue();
    return program;
  }

  @Test
  void whatIsNoFilmIsABadInput() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no film");
    Run.of("video", text, "-o", folder.resolve("out.mp4"), "--model", weights)
        .failsInOneSentence(ExitCode.BAD_INPUT, "text.mp4");
    Run.of("video", folder.resolve("none.mp4"), "-o", folder.resolve("out.mp4"))
        .failsInOneSentence(ExitCode.BAD_INPUT, "none.mp4", "does not exist");
  }

  @Test
  void aNameThatNobodyWritesIsWrongUse() {
    Run.of("video", film, "-o", folder.resolve("out.xyz"), "--model", weights)
        .failsInOneSentence(ExitCode.WRONG_USE, "out.xyz");
  }
}
