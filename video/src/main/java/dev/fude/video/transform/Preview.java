package dev.fude.video.transform;

import dev.fude.video.Frame;
import dev.fude.video.FramePainter;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.animation.FramePictures;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** One frame of a film, painted: to see what the film will look like before it is painted. */
public final class Preview {
  private Preview() {}

  /**
   * Paints the frame that is seen at a time; of a film that is shorter, the last one.
   *
   * @param film the film from its beginning
   * @param painter paints the frame, as the first of a scene
   * @param seconds since the film's first frame, at least 0
   * @return the painted frame, as a picture in sRGB
   * @throws InvalidFilmException if the film has no frame, or is damaged before it
   */
  public static BufferedImage at(FrameSource film, FramePainter painter, BigDecimal seconds) {
    return FramePictures.image(painter.paint(seen(film, seconds)));
  }

  /** The frame that is seen at a time. */
  static Frame seen(FrameSource film, BigDecimal seconds) {
    Optional<Frame> next = film.next();
    if (next.isEmpty()) {
      throw new InvalidFilmException("The film has no frame; choose another.");
    }
    Frame seen = next.get();
    long from = seen.time();
    while (next.isPresent() && !isBehind(next.get().time() - from, film, seconds)) {
      seen = next.get();
      next = film.next();
    }
    return seen;
  }

  private static boolean isBehind(long ticks, FrameSource film, BigDecimal seconds) {
    Rational tick = film.format().timeBase();
    BigDecimal limit =
        seconds
            .multiply(BigDecimal.valueOf(tick.denominator()))
            .divide(BigDecimal.valueOf(tick.numerator()), 0, RoundingMode.FLOOR);
    return BigDecimal.valueOf(ticks).compareTo(limit) > 0;
  }
}
