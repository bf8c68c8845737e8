package dev.fude.benchmarks;

import dev.fude.core.op.ResizeRule;
import dev.fude.model.Model;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.painter.Painter;
import dev.fude.video.FilmEnd;
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
import dev.fude.video.transform.SteadyPainter;
import dev.fude.video.transform.TemporalDenoiser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Frames of a film, for each the time it takes: painted from memory alone, and with all that a film
 * needs, from a YUV4MPEG2 stream in memory to one that is thrown away. The goal is a ratio of at
 * most 1.10.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class WholeFilm {
  private static final int FRAMES = 8;
  private static final long SEED = 20_261_122;
  private static final String PIPE = "-";

  /** Columns and rows. */
  @Param("640x360")
  public String size;

  /** What the norms keep of the frames before; 0 is nothing. */
  @Param({"0", "0.93"})
  public double steady;

  private final List<Frame> frames = new ArrayList<>();
  private Painter painter;
  private byte[] film;

  /** Makes the painter, the frames and their film. */
  @Setup
  public void open() {
    Definition network =
        new Definition(AnimeGanV2.GENERATOR, Settings.of(ResizeRule.HALF_PIXEL, 1e-5));
    painter = Painter.builder().model(Model.untrained(network, SEED)).build();
    PhotoSize sides = new PhotoSize.Converter().convert(size);
    Random random = new Random(SEED);
    for (int i = 0; i < FRAMES; i++) {
      byte[] levels = new byte[Frame.CHANNELS * sides.width() * sides.height()];
      random.nextBytes(levels);
      frames.add(new Frame(sides.width(), sides.height(), levels, i, 1));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (FrameSink sink = y4m().create(PIPE, format(), PIPE, options(bytes))) {
      frames.forEach(sink::write);
      sink.finish();
    }
    film = bytes.toByteArray();
  }

  private static FilmEnd y4m() {
    return Ends.writing(PIPE);
  }

  private FilmFormat format() {
    Frame frame = frames.get(0);
    Rational rate = new Rational(25, 1);
    return new FilmFormat(
        frame.width(),
        frame.height(),
        rate.inverse(),
        Optional.of(rate),
        Rational.ONE,
        Optional.empty());
  }

  private FilmOptions options(OutputStream bytes) {
    InputStream stream =
        film == null ? InputStream.nullInputStream() : new ByteArrayInputStream(film);
    return new FilmOptions(stream, bytes, false, Optional.empty(), "");
  }

  private FramePainter painter() {
    return steady > 0 ? new SteadyPainter(painter, steady) : new PaintedFrames(painter);
  }

  /**
   * Paints the frames.
   *
   * @return the last one
   */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public Object framesInMemory() {
    FramePainter steadily = painter();
    Frame painted = null;
    for (Frame frame : frames) {
      painted = steadily.paint(frame);
    }
    return painted;
  }

  /**
   * Reads, denoises, paints and writes the film.
   *
   * @return where it went
   */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public Object film() {
    FilmOptions options = options(OutputStream.nullOutputStream());
    try (FrameSource source = y4m().open(PIPE, options);
        FrameSink sink = y4m().create(PIPE, source.format(), PIPE, options)) {
      Pipeline.run(source, new TemporalDenoiser(painter()), sink, painted -> {});
      return sink;
    }
  }

  /** Frees what the backend holds. */
  @TearDown
  public void close() {
    painter.close();
  }
}
