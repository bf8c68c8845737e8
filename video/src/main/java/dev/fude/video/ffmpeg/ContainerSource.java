package dev.fude.video.ffmpeg;

import dev.fude.core.Quoted;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameSource;
import dev.fude.video.Interlacing;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.nut.NutPacket;
import dev.fude.video.nut.NutReader;
import dev.fude.video.nut.NutStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A film in a container: a process decodes, turns it upright and converts its colours; frames come
 * out of a pipe with the times that they have in the file.
 *
 * <p>Times are counted from the container's start: a film that begins after its sound still does.
 */
final class ContainerSource implements FrameSource {
  /**
   * So much earlier than wanted a decoder is told to begin: pictures are stored in the order in
   * which they are decoded, and those before the first whole one cannot be.
   */
  private static final BigDecimal LEAD = BigDecimal.valueOf(2);

  /** A last frame that stays longer than any other and a second says more of the file's header. */
  private static final Rational SECOND = Rational.ONE;

  private final String name;
  private final ProbedFilm probed;
  private final ProbedStream film;
  private final InputColour colour;
  private final Child decoder;
  private final NutReader frames;
  private final FilmFormat format;
  private Optional<NutPacket> ahead; // read to know how long the frame before it stays
  private long longest; // that a frame stayed, in ticks

  /**
   * Starts to decode.
   *
   * @param ffmpeg who decodes
   * @param file the container
   * @param probed what it holds
   * @param from seconds from the container's start; what is seen no more then may be passed over
   * @throws InvalidFilmException if it holds no film, or one whose colours cannot be converted
   */
  static ContainerSource open(Ffmpeg ffmpeg, String file, ProbedFilm probed, BigDecimal from) {
    return openLate(ffmpeg, file, probed, from)
        .orElseGet(() -> new ContainerSource(ffmpeg, file, probed, Optional.empty()));
  }

  /** Starts a little before a time; empty if that cannot be relied on, or does not work. */
  private static Optional<ContainerSource> openLate(
      Ffmpeg ffmpeg, String file, ProbedFilm probed, BigDecimal from) {
    BigDecimal early = from.subtract(LEAD);
    if (early.signum() <= 0 || !probed.hasIndex()) {
      return Optional.empty();
    }
    try {
      ContainerSource late = new ContainerSource(ffmpeg, file, probed, Optional.of(early));
      if (late.beginsBy(from)) {
        return Optional.of(late);
      }
      late.close();
    } catch (InvalidFilmException e) {
      // Whether it is damaged is found out from its beginning.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * Starts to decode.
   *
   * @param from where to look for a picture to begin with; empty for the beginning
   */
  private ContainerSource(
      Ffmpeg ffmpeg, String file, ProbedFilm probed, Optional<BigDecimal> from) {
    name = file;
    this.probed = probed;
    film = probed.film(Quoted.name(file));
    colour = new InputColour(film);
    List<String> arguments = arguments(from, colour.filters(ffmpeg, file));
    decoder = ffmpeg.start(arguments);
    try {
      decoder.input().close();
      frames = new NutReader(decoder.output(), mostBytes());
      requireLevels(frames.stream());
      format = format(frames.stream());
      ahead = frames.next();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private List<String> arguments(Optional<BigDecimal> from, String filters) {
    List<String> arguments = new ArrayList<>(List.of("-copyts", "-xerror"));
    from.ifPresent(
        time -> arguments.addAll(List.of("-noaccurate_seek", "-ss", time.toPlainString())));
    arguments.addAll(Ffmpeg.input(name, probed, 0));
    arguments.addAll(List.of("-map", "0:" + film.index(), "-vf", filters));
    arguments.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
    // Without -enc_time_base times are moved onto a grid of the average rate.
    arguments.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base", "-1"));
    arguments.addAll(List.of("-c:v", "rawvideo", "-pix_fmt", "rgb24", "-f", "nut", "pipe:1"));
    return arguments;
  }

  /** Whether the first frame is seen at a time already, so that none that is wanted is missing. */
  private boolean beginsBy(BigDecimal seconds) {
    Rational tick = format.timeBase();
    return ahead.isPresent()
        && BigDecimal.valueOf(time(ahead.get()))
                .multiply(BigDecimal.valueOf(tick.numerator()))
                .compareTo(seconds.multiply(BigDecimal.valueOf(tick.denominator())))
            <= 0;
  }

  private int mostBytes() {
    long pixels = film.number("width").orElse(0) * film.number("height").orElse(0);
    long bytes = pixels * Frame.CHANNELS;
    if (pixels < 1 || bytes > Integer.MAX_VALUE - 64) {
      throw new InvalidFilmException(
          Quoted.name(name)
              + " has frames of which ffmpeg finds no size that can be painted; convert it by a"
              + " program that reads it, or choose another.");
    }
    return (int) bytes;
  }

  private static void requireLevels(NutStream stream) throws IOException {
    if (!stream.codec().equals(NutStream.RGB24)) {
      throw new IOException("it decodes to " + Quoted.name(stream.codec()));
    }
  }

  private FilmFormat format(NutStream stream) {
    Optional<Rational> average = film.fraction("avg_frame_rate");
    boolean constant = average.isPresent() && average.equals(film.fraction("r_frame_rate"));
    return new FilmFormat(
        stream.width(),
        stream.height(),
        timeBase(stream.timeBase()),
        constant ? average : Optional.empty(),
        stream.sampleAspect(),
        probed.frames(film));
  }

  /** NUT's ticks may be parts of the film's own, which are kept then. */
  private Rational timeBase(Rational ofPipe) {
    Rational own = film.fraction("time_base").orElse(ofPipe);
    boolean holdsParts = ofPipe.count(own.count(1, ofPipe), own) == 1;
    return holdsParts && own.compareTo(ofPipe) >= 0 ? own : ofPipe;
  }

  @Override
  public FilmFormat format() {
    return format;
  }

  @Override
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    colour.notice().ifPresent(notices::add);
    long films = probed.streams().stream().filter(ProbedStream::isFilm).count();
    if (films > 1) {
      notices.add("The film has " + films + " streams of pictures: the first is painted.");
    }
    if (film.isInterlaced()) {
      notices.add(Interlacing.notice("The film"));
    }
    return notices;
  }

  @Override
  public Optional<Frame> next() {
    try {
      if (ahead.isEmpty()) {
        requireWholeFilm();
        return Optional.empty();
      }
      NutPacket current = ahead.get();
      ahead = frames.next();
      return Optional.of(frame(current));
    } catch (IOException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException();
    }
  }

  private Frame frame(NutPacket current) throws IOException {
    long time = time(current);
    long duration = ahead.isPresent() ? time(ahead.get()) - time : lastDuration(time);
    if (duration < 0) {
      throw new IOException("a frame comes before the one that it follows");
    }
    longest = Math.max(longest, duration);
    return new Frame(format.width(), format.height(), current.data(), time, duration);
  }

  private long time(NutPacket packet) {
    return Math.max(0, frames.stream().timeBase().count(packet.time(), format.timeBase()));
  }

  /** NUT does not say how long its last frame stays; the file's header does, and may be wrong. */
  private long lastDuration(long time) {
    OptionalLong end = probed.end(film, format.timeBase());
    long limit = Math.max(longest, SECOND.count(1, format.timeBase()));
    if (end.isPresent() && end.getAsLong() > time && end.getAsLong() - time <= limit) {
      return end.getAsLong() - time;
    }
    return format.rate().map(rate -> rate.inverse().count(1, format.timeBase())).orElse(0L);
  }

  private void requireWholeFilm() throws InterruptedException {
    boolean whole = decoder.succeeds();
    String said = decoder.words().line();
    if (!whole) {
      throw damaged(said, null);
    }
  }

  private InvalidFilmException failed(IOException e) {
    String said = "nothing";
    try {
      said = decoder.words().line();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    decoder.close();
    return damaged(said.equals("nothing") ? e.getMessage() : said, e);
  }

  private InvalidFilmException damaged(String reason, Exception cause) {
    return new InvalidFilmException(
        Quoted.name(name)
            + " cannot be decoded to its end, for ffmpeg says: "
            + reason
            + "; repair it, or choose another.",
        cause);
  }

  @Override
  public void close() {
    decoder.close();
  }
}
