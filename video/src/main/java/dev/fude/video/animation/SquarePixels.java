package dev.fude.video.animation;

import dev.fude.video.FilmFormat;
import dev.fude.video.Rational;
import java.util.Optional;

/** Pictures whose pixels are always square, as films' are not. */
public final class SquarePixels {
  private SquarePixels() {}

  /**
   * What a person should know of a film that is written into such pictures.
   *
   * @param film its frames
   * @return a sentence; empty if its pixels are square
   */
  public static Optional<String> notice(FilmFormat film) {
    Rational aspect = film.sampleAspect();
    return aspect.equals(Rational.ONE)
        ? Optional.empty()
        : Optional.of(
            String.format(
                "The film's pixels are %d:%d and will be square, so that it looks too %s; frames"
                    + " that are painted smaller keep their shape.",
                aspect.numerator(),
                aspect.denominator(),
                aspect.compareTo(Rational.ONE) > 0 ? "narrow" : "wide"));
  }
}
