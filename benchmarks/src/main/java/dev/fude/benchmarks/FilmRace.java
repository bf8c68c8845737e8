package dev.fude.benchmarks;

import static dev.fude.benchmarks.MarkdownTable.cell;

import dev.fude.painter.Painter;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import dev.fude.video.PaintedFrames;
import dev.fude.video.Pipeline;
import dev.fude.video.Rational;
import dev.fude.video.ends.Ends;
import dev.fude.video.transform.TemporalDenoiser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A film to a film, by ours and as people do it with ONNX Runtime: ffmpeg writes the frames as PNG,
 * each is decoded, painted and written as PNG, and ffmpeg makes a film of them. The same network,
 * the same encoder, both warm and with their models loaded, in turn; painting the same frames from
 * memory is measured beside them, for that is all the time there should be.
 */
@Command(
    name = "FilmRace",
    sortOptions = false,
    description = "Measures a film beside ffmpeg, PNG files and ONNX Runtime.")
public final class FilmRace implements Callable<Integer> {
  private static final Rational RATE = new Rational(30_000, 1001);

  /** Mean difference of the two films in levels, which two encodings may have. */
  private static final double MOST_LEVELS = 3;

  private static final double NANOS = 1e9;

  @Option(names = "--size", converter = PhotoSize.Converter.class, description = "Of a frame.")
  private PhotoSize size = new PhotoSize(640, 360);

  @Option(names = "--frames", description = "Of the film.")
  private int frames = 48;

  @Option(names = "--threads", description = "Threads that a picture may keep busy.")
  private int threads = 2;

  @Option(names = "--runs", description = "Of each, in turn, behind one that does not count.")
  private int runs = 3;

  /**
   * Runs the program.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FilmRace()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("fude-film-race");
    Network network = Network.animeGanV2();
    try (Painter painter = Painter.builder().model(network.model()).threads(threads).build();
        OnnxRuntimeFilm rival = new OnnxRuntimeFilm(network.onnx(), threads, RATE)) {
      race(painter, rival, folder);
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void race(Painter painter, OnnxRuntimeFilm rival, Path folder) throws Exception {
    List<Frame> drawn = new FlickerScenes(size, frames).pan();
    Path film = folder.resolve("in.mp4");
    write(drawn, film);
    Path ours = folder.resolve("ours.mp4");
    Path theirs = folder.resolve("theirs.mp4");
    List<Double> memory = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> rivals = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      memory.add(seconds(() -> drawn.forEach(new PaintedFrames(painter)::paint)));
      whole.add(seconds(() -> paint(painter, film, ours)));
      rivals.add(seconds(() -> rival.paint(film, theirs, folder.resolve("frames"))));
      requireAlike(ours, theirs);
      System.out.printf("# run %d of %d%s%n", run, runs, run == 0 ? " does not count" : "");
    }
    System.out.print(table(counted(memory), counted(whole), counted(rivals)));
  }

  private static Samples counted(List<Double> seconds) {
    return new Samples(seconds.subList(1, seconds.size()));
  }

  private String table(Samples memory, Samples whole, Samples rivals) {
    MarkdownTable table =
        new MarkdownTable("film", "ms a frame", "least", "most", "of memory", "of ours");
    add("from memory", memory, memory, whole, table);
    add("fude video", whole, memory, whole, table);
    add("ffmpeg, PNG, ONNX Runtime", rivals, memory, whole, table);
    return table.toString();
  }

  private void add(
      String name, Samples seconds, Samples memory, Samples whole, MarkdownTable table) {
    double millis = 1000.0 / frames;
    table.add(
        name,
        cell(seconds.median() * millis, 0),
        cell(seconds.least() * millis, 0),
        cell(seconds.most() * millis, 0),
        seconds.times(memory),
        seconds.times(whole));
  }

  /** Something to be timed. */
  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / NANOS;
  }

  private static FilmOptions options() {
    return new FilmOptions(
        InputStream.nullInputStream(), OutputStream.nullOutputStream(), true, Optional.empty(), "");
  }

  private static void write(List<Frame> frames, Path film) {
    Frame first = frames.get(0);
    FilmFormat format =
        new FilmFormat(
            first.width(),
            first.height(),
            RATE.inverse(),
            Optional.of(RATE),
            Rational.ONE,
            Optional.empty());
    String name = film.toString();
    try (FrameSink sink = Ends.writing(name).create(name, format, "-", options())) {
      frames.forEach(sink::write);
      sink.finish();
    }
  }

  private static void paint(Painter painter, Path film, Path painted) {
    String from = film.toString();
    String to = painted.toString();
    FramePainter frames = new TemporalDenoiser(new PaintedFrames(painter));
    try (FrameSource source = Ends.reading(from).open(from, options());
        FrameSink sink =
            Ends.writing(to).create(to, frames.format(source.format()), from, options())) {
      Pipeline.run(source, frames, sink, done -> {});
    }
  }

  /** A wrong result has no speed. */
  private void requireAlike(Path ours, Path theirs) {
    double sum = 0;
    try (FrameSource one = Ends.reading(ours.toString()).open(ours.toString(), options());
        FrameSource other = Ends.reading(theirs.toString()).open(theirs.toString(), options())) {
      for (int i = 0; i < frames; i++) {
        sum += difference(one.next().orElseThrow(), other.next().orElseThrow());
      }
    }
    if (!(sum / frames <= MOST_LEVELS)) {
      throw new IllegalStateException(
          String.format(
              "The films differ by %.1f levels; a wrong one has no speed.", sum / frames));
    }
  }

  private static double difference(Frame one, Frame other) {
    long sum = 0;
    for (int i = 0; i < one.levels().length; i++) {
      sum += Math.abs((one.levels()[i] & 0xFF) - (other.levels()[i] & 0xFF));
    }
    return (double) sum / one.levels().length;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
