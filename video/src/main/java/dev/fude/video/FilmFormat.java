package dev.fude.video;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

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
 * @param colour how the film's luma and chroma were made, if it has them
 * @param plays how often the film is to be shown, 0 for without end, if it says so
 * @param part which part of its original it is; empty for all of it
 */
public record FilmFormat(
    int width,
    int height,
    Rational timeBase,
    Optional<Rational> rate,
    Rational sampleAspect,
    Optional<FrameCount> frames,
    Optional<FilmColour> colour,
    OptionalInt plays,
    Optional<FilmPart> part) {
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
    Objects.requireNonNull(colour, "colour");
    Objects.requireNonNull(plays, "plays");
    Objects.requireNonNull(part, "part");
  }

  /**
   * A film of red, green and blue that does not say how often it is to be shown.
   *
   * @param width columns of each frame
   * @param height rows of each frame
   * @param timeBase seconds of one tick of the frames' times
   * @param rate frames a second, if they are as many all the time
   * @param sampleAspect width of a pixel for a height of 1
   * @param frames how many there are, if that is known
   */
  public FilmFormat(
      int width,
      int height,
      Rational timeBase,
      Optional<Rational> rate,
      Rational sampleAspect,
      Optional<FrameCount> frames) {
    this(
        width,
        height,
        timeBase,
        rate,
        sampleAspect,
        frames,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /**
   * The same with frames of another size.
   *
   * @param newWidth columns
   * @param newHeight rows
   * @return the format
   */
  public FilmFormat withSize(int newWidth, int newHeight) {
    return withSize(newWidth, newHeight, sampleAspect);
  }

  /**
   * The same with frames of another size and shape.
   *
   * @param newWidth columns
   * @param newHeight rows
   * @param newAspect width of a pixel for a height of 1
   * @return the format
   */
  public FilmFormat withSize(int newWidth, int newHeight, Rational newAspect) {
    return new FilmFormat(
        newWidth, newHeight, timeBase, rate, newAspect, frames, colour, plays, part);
  }

  /**
   * Part of this film.
   *
   * @param newPart which
   * @param newFrames how many frames it has, if that is known
   * @return the format
   */
  public FilmFormat withPart(FilmPart newPart, Optional<FrameCount> newFrames) {
    return new FilmFormat(
        width,
        height,
        timeBase,
        rate,
        sampleAspect,
        newFrames,
        colour,
        plays,
        Optional.of(newPart));
  }
}
