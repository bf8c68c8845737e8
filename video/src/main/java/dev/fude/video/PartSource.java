package dev.fude.video;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Part of a film: from the frame that is seen at one time to the one that is seen just before
 * another. Its times begin at 0.
 *
 * <p>Frames of one rate stay whole, so that the rate does: the part begins when its first frame
 * does, at most a frame early. Where each frame has its own duration, which may be a minute, the
 * first and the last are cut, and the part is as long as it was asked for.
 */
public final class PartSource implements FrameSource {
  private static final Rational MICRO = new Rational(1, 1_000_000);
  private static final long NO_END = Long.MAX_VALUE;

  private final FrameSource source;
  private final boolean wholeFrames;
  private final long begin; // of the part, in ticks of the film
  private final long end;
  private final FilmFormat format;
  private final Deque<Frame> ahead = new ArrayDeque<>(); // read to find the part's first
  private boolean ended; // nothing more is read

  /** Reads up to the part's first frame. */
  private PartSource(FrameSource source, BigDecimal from, Optional<BigDecimal> to) {
    this.source = source;
    FilmFormat film = source.format();
    long wanted = ticks(from, film.timeBase(), RoundingMode.FLOOR);
    end = to.map(time -> ticks(time, film.timeBase(), RoundingMode.CEILING)).orElse(NO_END);
    Frame first = seen(wanted, from);
    wholeFrames = film.rate().isPresent();
    begin = wholeFrames ? Math.min(first.time(), wanted) : wanted;
    format =
        film.withPart(
            new FilmPart(
                film.timeBase().count(begin, MICRO),
                to.map(time -> OptionalLong.of(ticks(time, MICRO, RoundingMode.HALF_UP)))
                    .orElse(OptionalLong.empty())),
            frames(film));
  }

  /**
   * Part of a film.
   *
   * @param source the film from its beginning, or from some frame that is seen no later than the
   *     part begins; closed with the result, or if this fails
   * @param from seconds of the film, at least 0
   * @param to seconds of the film, later; empty for its end
   * @return the source itself if that is all of it
   * @throws InvalidFilmException if the film ends before the part begins, or is damaged before
   */
  public static FrameSource of(FrameSource source, BigDecimal from, Optional<BigDecimal> to) {
    if (from.signum() == 0 && to.isEmpty()) {
      return source;
    }
    try {
      return new PartSource(source, from, to);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** Later than any film's end is as late as can be counted. */
  private static long ticks(BigDecimal seconds, Rational tick, RoundingMode rounding) {
    return seconds
        .multiply(BigDecimal.valueOf(tick.denominator()))
        .divide(BigDecimal.valueOf(tick.numerator()), 0, rounding)
        .min(BigDecimal.valueOf(NO_END - 1))
        .longValueExact();
  }

  /** The frame that is seen at a time, or the first of a film that begins later. */
  private Frame seen(long time, BigDecimal seconds) {
    Optional<Frame> next = source.next();
    while (next.isPresent() && (ahead.isEmpty() || next.get().time() <= time)) {
      ahead.clear();
      ahead.add(next.get());
      next = source.next();
    }
    next.ifPresentOrElse(ahead::add, () -> ended = true);
    Frame seen = ahead.peek();
    if (seen == null) {
      throw new InvalidFilmException("The film has no frame; choose another.");
    }
    long until = seen.time() + Math.max(1, seen.duration());
    if (ended && until <= time) {
      throw new InvalidFilmException(
          String.format(
              Locale.ROOT,
              "The film ends at %.3f s, and nothing of it is left at %s s; name an earlier time.",
              source.format().timeBase().toDouble() * until,
              seconds.toPlainString()));
    }
    return seen;
  }

  /** How many they are about, in a film of one rate. */
  private Optional<FrameCount> frames(FilmFormat film) {
    if (film.rate().isEmpty()) {
      return Optional.empty();
    }
    Rational frame = film.rate().get().inverse();
    long before = film.timeBase().count(begin, frame);
    long until = film.frames().map(FrameCount::frames).orElse(NO_END);
    if (end < NO_END) {
      until = Math.min(until, film.timeBase().count(end, frame));
    }
    return until == NO_END
        ? Optional.empty()
        : Optional.of(new FrameCount(Math.max(1, until - before), false));
  }

  @Override
  public FilmFormat format() {
    return format;
  }

  @Override
  public List<String> notices() {
    return source.notices();
  }

  @Override
  public Optional<Frame> next() {
    Optional<Frame> next =
        ahead.isEmpty() && !ended ? source.next() : Optional.ofNullable(ahead.poll());
    if (next.isEmpty() || next.get().time() >= end) {
      ahead.clear();
      ended = true;
      return Optional.empty();
    }
    return next.map(this::inPart);
  }

  private Frame inPart(Frame frame) {
    long shown = Math.max(begin, frame.time());
    long until = frame.time() + frame.duration();
    long duration = Math.max(0, (wholeFrames ? until : Math.min(until, end)) - shown);
    return new Frame(frame.width(), frame.height(), frame.levels(), shown - begin, duration);
  }

  @Override
  public void close() {
    source.close();
  }
}
