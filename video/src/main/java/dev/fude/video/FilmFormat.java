package dev.fude.video;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a film before its first frame. Levels are always those of BT.709 with the full
 * range, as a screen shows them: a source converts.
 *
 * @param width columns of each frame
 * @param height rows of each frame
 * @param timeBase seconds of one tick of the frames' times
 * @param rate frames a second, if they are as many all the time
 * @param sampleAspect width of a pixel for a height of 1
 * @param frames how many there are, if that is known
 */
public record FilmFormat(
    int width,
    int height,
    Rational timeBase,
    Optional<Rational> rate,
    Rational sampleAspect,
    Optional<FrameCount> frames) {
  /**
   * Checks the sides.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public FilmFormat {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("No film is " + width + "x" + height + " pixels large.");
    }
    Objects.requireNonNull(timeBase, "timeBase");
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(sampleAspect, "sampleAspect");
    Objects.requireNonNull(frames, "frames");
  }

  /**
   * The same with frames of another size.
   *
   * @param newWidth columns
   * @param newHeight rows
   * @return the format
   */
  public FilmFormat withSize(int newWidth, int newHeight) {
    return new FilmFormat(newWidth, newHeight, timeBase, rate, sampleAspect, frames);
  }
}
