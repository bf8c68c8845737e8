package dev.fude.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.core.FudeException;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import dev.fude.video.PartSource;
import dev.fude.video.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Films made on the spot, taken through containers unpainted, and looked at by ffprobe. */
final class TestFilms {
  static final ContainerEnd END = new ContainerEnd();

  private TestFilms() {}

  /** Passes frames on as they are. */
  static final class Unpainted implements FramePainter {
    @Override
    public FilmFormat format(FilmFormat film) {
      return film;
    }

    @Override
    public Frame paint(Frame frame) {
      return frame;
    }
  }

  /** Skips the test, saying why, where there is no ffmpeg. */
  static void needFfmpeg() {
    Optional<String> missing = Optional.empty();
    try {
      Ffmpeg.find(Optional.empty());
    } catch (FudeException e) {
      missing = Optional.of(e.getMessage());
    }
    assumeTrue(missing.isEmpty(), () -> "needs the program ffmpeg");
  }

  /** Makes a film; the arguments are divided by spaces. */
  static Path make(Path film, String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-nostdin"));
    command.addAll(List.of(arguments.split(" ")));
    command.add(film.toString());
    run(command);
    return film;
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + " says " + said).isZero();
    return said;
  }

  /** What ffprobe tells, comma-separated lines. */
  static List<String> probe(Path film, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error", "-of", "csv=p=0"));
    command.addAll(List.of(arguments));
    command.add(film.toString());
    return run(command)
        .lines()
        .map(line -> line.replaceAll(",+$", ""))
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** When the pictures of the first film stream are seen, in seconds. */
  static List<Double> times(Path film) throws IOException, InterruptedException {
    return probe(film, "-select_streams", "V:0", "-show_entries", "packet=pts_time").stream()
        .map(Double::valueOf)
        .sorted()
        .toList();
  }

  /** Facts of a stream. */
  static String stream(Path film, String which, String facts)
      throws IOException, InterruptedException {
    return String.join(
        " ", probe(film, "-select_streams", which, "-show_entries", "stream=" + facts));
  }

  /** Hashes of a stream's packets, with their times. */
  static List<String> packets(Path film, String which) throws IOException, InterruptedException {
    return probe(
        film,
        "-select_streams",
        which,
        "-show_data_hash",
        "md5",
        "-show_entries",
        "packet=pts_time,size,data_hash");
  }

  static FilmOptions options(Optional<Path> ffmpeg) {
    return options(ffmpeg, BigDecimal.ZERO, Optional.empty());
  }

  /** Options for part of a film. */
  static FilmOptions options(BigDecimal from) {
    return options(Optional.empty(), from, Optional.empty());
  }

  static FilmOptions options(Optional<Path> ffmpeg, BigDecimal from, Optional<String> encoder) {
    return new FilmOptions(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        false,
        ffmpeg,
        "unpainted",
        Optional.empty(),
        Optional.empty(),
        from,
        encoder);
  }

  /** The part of a film that begins at a time. */
  static FrameSource part(Path film, BigDecimal from, Optional<BigDecimal> to) {
    return PartSource.of(END.open(film.toString(), options(from)), from, to);
  }

  /** Takes part of a film through. */
  static void through(FrameSource part, Path input, Path output, FramePainter painter) {
    FilmOptions options = options(Optional.empty());
    FilmFormat format = painter.format(part.format());
    try (part;
        FrameSink sink = END.create(output.toString(), format, input.toString(), options)) {
      Pipeline.run(part, painter, sink, frames -> {});
    }
  }

  /** Takes a film through; gives what was noticed. */
  static List<String> through(Path input, Path output) {
    return through(input, output, new Unpainted(), Optional.empty());
  }

  static List<String> through(
      Path input, Path output, FramePainter painter, Optional<Path> ffmpeg) {
    return through(input, output, painter, options(ffmpeg));
  }

  static List<String> through(Path input, Path output, FramePainter painter, FilmOptions options) {
    END.requirePlace(output.toString(), options);
    List<String> notices = new ArrayList<>();
    try (FrameSource source = END.open(input.toString(), options)) {
      notices.addAll(source.notices());
      FilmFormat format = painter.format(source.format());
      try (FrameSink sink = END.create(output.toString(), format, input.toString(), options)) {
        notices.addAll(sink.notices());
        Pipeline.run(source, painter, sink, frames -> {});
      }
    }
    return notices;
  }
}
