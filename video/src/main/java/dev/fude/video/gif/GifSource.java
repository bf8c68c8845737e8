package dev.fude.video.gif;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameCount;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.animation.FilmFile;
import dev.fude.video.animation.Sheet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A GIF that is read. It is looked through once for its delays and its number of frames, and then
 * read frame by frame.
 */
public final class GifSource implements FrameSource {
  private static final Rational HUNDREDTH = new Rational(1, 100);

  private final FilmFormat format;
  private final GifReader reader;
  private final Sheet sheet;
  private long time;

  /**
   * Opens a file.
   *
   * @param file a GIF
   * @throws InvalidFilmException if it is none, or damaged
   */
  public GifSource(Path file) {
    FilmFile.requireRereadable(file);
    format = lookThrough(file);
    sheet = new Sheet(file.toString(), format.width(), format.height());
    reader = open(file);
  }

  private static GifReader open(Path file) {
    return FilmFile.open(file, bytes -> new GifReader(file.toString(), bytes));
  }

  private static FilmFormat lookThrough(Path file) {
    try (GifReader gif = open(file)) {
      long frames = 0;
      int delay = 0;
      boolean even = true;
      for (var next = gif.next(false); next.isPresent(); next = gif.next(false)) {
        even &= frames == 0 || next.get().delay() == delay;
        delay = next.get().delay();
        frames++;
      }
      if (frames == 0) {
        throw new InvalidFilmException(file + " is a GIF without frames; use a sound copy.");
      }
      return new FilmFormat(
          gif.width(),
          gif.height(),
          HUNDREDTH,
          even ? Optional.of(new Rational(100, delay)) : Optional.empty(),
          Rational.ONE,
          Optional.of(new FrameCount(frames, true)),
          Optional.empty(),
          OptionalInt.of(gif.plays()),
          Optional.empty());
    }
  }

  @Override
  public FilmFormat format() {
    return format;
  }

  @Override
  public Optional<Frame> next() {
    return reader.next(true).map(this::shown);
  }

  private Frame shown(GifFrame frame) {
    sheet.lay(frame.part(), frame.pixels(), true, frame.disposal());
    long start = time;
    time += frame.delay();
    return new Frame(format.width(), format.height(), sheet.levels(), start, frame.delay());
  }

  @Override
  public void close() {
    reader.close();
  }
}
