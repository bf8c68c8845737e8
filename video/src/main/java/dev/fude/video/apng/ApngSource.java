package dev.fude.video.apng;

import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.PictureSource;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameCount;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.animation.Disposal;
import dev.fude.video.animation.FilmFile;
import dev.fude.video.animation.FramePictures;
import dev.fude.video.animation.Sheet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An animated PNG that is read. It is looked through once for its delays and its number of frames,
 * and then read frame by frame.
 *
 * <p>A tick of its times is the largest that all delays are whole numbers of.
 */
public final class ApngSource implements FrameSource {
  private static final long SHORTEST_TICK = 1_000_000_000_000L; // as so many of a second

  private final String name;
  private final FilmFormat format;
  private final ApngReader reader;
  private final Sheet sheet;
  private long frames;
  private long time;

  /**
   * Opens a file.
   *
   * @param file an animated PNG
   * @throws InvalidFilmException if it is none, or damaged
   */
  public ApngSource(Path file) {
    name = file.toString();
    FilmFile.requireRereadable(file);
    format = lookThrough(file);
    sheet = new Sheet(name, format.width(), format.height());
    reader = open(file);
  }

  private static ApngReader open(Path file) {
    return FilmFile.open(file, bytes -> new ApngReader(file.toString(), bytes));
  }

  private static FilmFormat lookThrough(Path file) {
    try (ApngReader png = open(file)) {
      long frames = 0;
      long ticks = 1; // of a second
      Optional<Rational> rate = Optional.empty();
      for (var next = png.next(); next.isPresent(); next = png.next()) {
        Rational delay = delay(next.get().control());
        ticks = lcm(file, ticks, delay.denominator());
        Rational own = delay.inverse();
        rate = frames == 0 || rate.equals(Optional.of(own)) ? Optional.of(own) : Optional.empty();
        frames++;
      }
      return new FilmFormat(
          png.width(),
          png.height(),
          new Rational(1, ticks),
          rate,
          Rational.ONE,
          Optional.of(new FrameCount(frames, true)),
          Optional.empty(),
          OptionalInt.of(png.plays()),
          Optional.empty());
    }
  }

  private static Rational delay(FrameControl frame) {
    return new Rational(frame.delayNumerator(), frame.delayDenominator());
  }

  /** The smallest number that is a whole number of both. */
  private static long lcm(Path file, long a, long b) {
    Rational ratio = new Rational(a, b);
    long multiple = ratio.numerator() * b;
    if (multiple > SHORTEST_TICK) {
      throw new InvalidFilmException(
          file + " has delays in too many different fractions of a second; use another film.");
    }
    return multiple;
  }

  @Override
  public FilmFormat format() {
    return format;
  }

  @Override
  public Optional<Frame> next() {
    return reader.next().map(this::shown);
  }

  private Frame shown(ApngFrame frame) {
    FrameControl control = frame.control();
    sheet.lay(control.part(), argb(frame.png()), control.blend() == 1, disposal(control));
    long start = time;
    Rational delay = delay(control);
    long duration = delay.numerator() * (format.timeBase().denominator() / delay.denominator());
    time += duration;
    frames++;
    return new Frame(format.width(), format.height(), sheet.levels(), start, duration);
  }

  private static Disposal disposal(FrameControl control) {
    return switch (control.disposal()) {
      case 1 -> Disposal.CLEAR;
      case 2 -> Disposal.RESTORE;
      default -> Disposal.KEEP;
    };
  }

  private int[] argb(byte[] png) {
    try (var opened = PictureSource.of("frame " + frames + " of " + name, png).open()) {
      return FramePictures.argb(opened.read().stored());
    } catch (InvalidImageException e) {
      throw new InvalidFilmException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
