package dev.fude.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.video.FfmpegProgram;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.Frame;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import dev.fude.video.Rational;
import dev.fude.video.ends.Ends;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A film by the program that the jar brings. */
@Tag("one-jdk")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "needs its platform's jar")
class BytedecoFfmpegTest {
  private static final int WIDTH = 65;
  private static final int HEIGHT = 49;
  private static final int FRAMES = 5;
  private static final Rational RATE = new Rational(30_000, 1001);

  @TempDir private Path folder;
  private Path program;

  /** It needs libraries of the desktop that a bare server lacks. */
  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    FfmpegProgram brought = ServiceLoader.load(FfmpegProgram.class).findFirst().orElseThrow();
    program = brought.unpack();
    Process version =
        new ProcessBuilder(program.toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assumeTrue(version.waitFor() == 0, "libraries that the program needs are not installed");
  }

  private static FilmOptions options(Optional<Path> program) {
    return new FilmOptions(
        InputStream.nullInputStream(), OutputStream.nullOutputStream(), false, program, "");
  }

  /** Opens a film, and prints its width: a program of its own, whose search path can be empty. */
  public static void main(String[] args) {
    try (FrameSource source = Ends.reading(args[0]).open(args[0], options(Optional.empty()))) {
      System.out.print(source.format().width());
    }
  }

  private static String widthWithoutSearchPath(String film)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BytedecoFfmpegTest.class.getName(),
            film);
    builder.environment().put("PATH", "");
    builder.environment().remove("FUDE_FFMPEG");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  /** Without libx264, H.264 all the same; odd sides get one more. */
  @Test
  void filmIsWrittenAndReadAgain() throws Exception {
    String film = folder.resolve("film.mp4").toString();
    Optional<Path> found = Optional.of(program);
    Rational tick = RATE.inverse();
    FilmFormat format =
        new FilmFormat(WIDTH, HEIGHT, tick, Optional.of(RATE), Rational.ONE, Optional.empty());
    try (FrameSink sink = Ends.writing(film).create(film, format, "-", options(found))) {
      assertThat(sink.notices())
          .anyMatch(notice -> notice.contains("libopenh264"))
          .anyMatch(notice -> notice.contains("65x49 become 66x50"));
      for (int time = 0; time < FRAMES; time++) {
        sink.write(new Frame(WIDTH, HEIGHT, levels(40 * time), time, 1));
      }
      sink.finish();
    }
    List<Frame> read = new ArrayList<>();
    try (FrameSource source = Ends.reading(film).open(film, options(found))) {
      assertThat(source.format().rate()).hasValue(RATE);
      assertThat(source.format().timeBase().denominator()).isEqualTo(RATE.numerator());
      source.next().ifPresent(read::add);
      while (read.size() < FRAMES) {
        read.add(source.next().orElseThrow());
      }
      assertThat(source.next()).isEmpty();
    }
    for (int i = 0; i < FRAMES; i++) {
      assertThat(read.get(i).time()).isEqualTo(i * RATE.denominator());
      assertThat(read.get(i).levels()[0] & 0xFF).isBetween(40 * i - 4, 40 * i + 4);
    }
    assertThat(widthWithoutSearchPath(film)).isEqualTo("66");
  }

  private static byte[] levels(int grey) {
    byte[] levels = new byte[Frame.CHANNELS * WIDTH * HEIGHT];
    Arrays.fill(levels, (byte) grey);
    return levels;
  }
}
