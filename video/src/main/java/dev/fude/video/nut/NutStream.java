package dev.fude.video.nut;

import dev.fude.video.FilmFormat;
import dev.fude.video.Rational;
import java.util.Objects;
import java.util.Optional;

/**
 * What a stream of pictures says of itself before the first.
 *
 * @param codec the four letters of its codec, such as {@code H264}; bytes as ISO-8859-1
 * @param width columns
 * @param height rows
 * @param timeBase seconds of a tick
 * @param sampleAspect width of a pixel for a height of 1
 * @param decodeDelay how many pictures come before one that is seen earlier
 * @param codecData what the decoder needs first
 * @param rate pictures a second, more or less; written for ffmpeg, which takes from it when the
 *     first pictures are decoded, and not read
 */
public record NutStream(
    String codec,
    int width,
    int height,
    Rational timeBase,
    Rational sampleAspect,
    int decodeDelay,
    byte[] codecData,
    Optional<Rational> rate) {
  /** The codec of plain levels, 24 bits a pixel, red first. */
  public static final String RGB24 = "RGB\u0018";

  /** Checks that nothing is null. */
  public NutStream {
    Objects.requireNonNull(codec, "codec");
    Objects.requireNonNull(timeBase, "timeBase");
    Objects.requireNonNull(sampleAspect, "sampleAspect");
    Objects.requireNonNull(codecData, "codecData");
    Objects.requireNonNull(rate, "rate");
  }

  /**
   * A stream of plain levels.
   *
   * @param film what its pictures are
   * @return the stream
   */
  public static NutStream ofLevels(FilmFormat film) {
    return new NutStream(
        RGB24,
        film.width(),
        film.height(),
        film.timeBase(),
        film.sampleAspect(),
        0,
        new byte[0],
        film.rate());
  }

  /**
   * The same with other times.
   *
   * @param newTimeBase seconds of a tick
   * @param newRate pictures a second
   * @return the stream
   */
  public NutStream with(Rational newTimeBase, Rational newRate) {
    return new NutStream(
        codec,
        width,
        height,
        newTimeBase,
        sampleAspect,
        decodeDelay,
        codecData,
        Optional.of(newRate));
  }
}
