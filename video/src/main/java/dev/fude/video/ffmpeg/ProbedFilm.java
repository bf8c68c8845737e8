package dev.fude.video.ffmpeg;

import dev.fude.video.FrameCount;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A container, as ffprobe tells it.
 *
 * @param kind ffmpeg's names of it, with commas between
 * @param startMicros when its earliest stream begins: ffmpeg counts from there
 * @param durationMicros how long it is
 * @param streams all of them, in their order
 */
record ProbedFilm(
    String kind,
    OptionalLong startMicros,
    OptionalLong durationMicros,
    List<ProbedStream> streams) {
  private static final Rational MICRO = new Rational(1, 1_000_000);

  /** The stream that is painted: the first that is no cover art. */
  ProbedStream film(String name) {
    return streams.stream()
        .filter(ProbedStream::isFilm)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidFilmException(
                    name + " holds no moving pictures; choose a file that does."));
  }

  /** Whether a list in the file tells where its pictures are that stand for themselves. */
  boolean hasIndex() {
    return kind.contains("mp4") || kind.contains("matroska");
  }

  /** Microseconds of a decimal number of seconds. */
  static OptionalLong micros(String seconds) {
    try {
      BigDecimal micros = new BigDecimal(seconds).movePointRight(6);
      return OptionalLong.of(micros.setScale(0, java.math.RoundingMode.HALF_UP).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** How many frames its film has: counted in the file, or estimated from length and rate. */
  Optional<FrameCount> frames(ProbedStream film) {
    OptionalLong counted = film.number("nb_frames");
    if (counted.isPresent() && counted.getAsLong() > 0) {
      return Optional.of(new FrameCount(counted.getAsLong(), true));
    }
    Optional<Rational> rate = film.fraction("avg_frame_rate");
    if (rate.isEmpty() || durationMicros.isEmpty() || durationMicros.getAsLong() < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new FrameCount(MICRO.count(durationMicros.getAsLong(), rate.get().inverse()), false));
  }

  /**
   * When the film's stream ends, counted from the container's start; empty if it does not tell.
   *
   * @param timeBase seconds of a tick of the result
   */
  OptionalLong end(ProbedStream film, Rational timeBase) {
    Optional<Rational> own = film.fraction("time_base");
    OptionalLong start = film.number("start_pts");
    OptionalLong length = film.number("duration_ts");
    if (own.isEmpty() || start.isEmpty() || length.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long end = own.get().count(Math.addExact(start.getAsLong(), length.getAsLong()), timeBase);
      return OptionalLong.of(Math.subtractExact(end, MICRO.count(startMicros.orElse(0), timeBase)));
    } catch (ArithmeticException e) {
      return OptionalLong.empty(); // no such time can be
    }
  }
}
