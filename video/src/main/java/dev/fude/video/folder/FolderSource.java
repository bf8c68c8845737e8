package dev.fude.video.folder;

import dev.fude.core.file.NaturalOrder;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.InvalidImageException;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.Photo;
import dev.fude.painter.picture.PictureEndings;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PictureSource;
import dev.fude.painter.picture.WorkingImage;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameCount;
import dev.fude.video.FrameSource;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.Rational;
import dev.fude.video.animation.Disposal;
import dev.fude.video.animation.FramePictures;
import dev.fude.video.animation.Rectangle;
import dev.fude.video.animation.Sheet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Pictures of a folder as the frames of a film, in the natural order of their names: all files in
 * it that end like a picture and are not hidden. Their times are in {@value Timecodes#FILE}, or
 * follow from a rate. What is transparent is laid on white.
 */
public final class FolderSource implements FrameSource {
  private static final Set<String> ENDINGS = PictureEndings.readable();

  private final List<Path> pictures;
  private final Timecodes times;
  private final FilmFormat format;
  private int next;

  /**
   * Looks through a folder.
   *
   * @param folder holds pictures of one size
   * @param rate frames a second; empty to take the times from the folder
   * @throws InvalidFilmException if there is no picture, nothing tells their times, or not those of
   *     all
   */
  public FolderSource(Path folder, Optional<Rational> rate) {
    pictures = pictures(folder);
    times = rate.map(this::even).orElseGet(() -> stored(folder));
    PictureInfo first = info(pictures.get(0));
    format =
        new FilmFormat(
            first.width(),
            first.height(),
            times.timeBase(),
            rate.or(this::commonRate),
            Rational.ONE,
            Optional.of(new FrameCount(pictures.size(), true)));
  }

  private static List<Path> pictures(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> pictures =
          files
              .filter(FolderSource::isPicture)
              .sorted(Comparator.comparing(FolderSource::name, new NaturalOrder()))
              .toList();
      if (pictures.isEmpty()) {
        throw new InvalidFilmException(folder + " holds no picture; choose another folder.");
      }
      return pictures;
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidFilmException(
          String.format("%s cannot be looked through (%s); check it.", folder, e.getMessage()), e);
    }
  }

  private static boolean isPicture(Path file) {
    String name = name(file);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.contains(ending) && Files.isRegularFile(file);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private Timecodes even(Rational rate) {
    List<Long> numbers = LongStream.rangeClosed(0, pictures.size()).boxed().toList();
    return new Timecodes(numbers, rate.inverse());
  }

  private Timecodes stored(Path folder) {
    Path file = folder.resolve(Timecodes.FILE);
    if (!Files.exists(file)) {
      throw new InvalidFilmException(
          String.format(
              "%s holds no %s that tells when its pictures are shown; name their rate, such as"
                  + " 25, or 30000/1001.",
              folder, Timecodes.FILE));
    }
    Timecodes stored = Timecodes.read(file);
    int more = stored.times().size() - pictures.size();
    if (more != 0 && more != 1) {
      throw new InvalidFilmException(
          String.format(
              "%s has times of %d pictures, but there are %d; correct it, or name their rate.",
              file, stored.times().size(), pictures.size()));
    }
    return stored;
  }

  /** The rate, if all frames that have an end are shown as long. */
  private Optional<Rational> commonRate() {
    long first = duration(0);
    boolean even = first > 0;
    for (int i = 1; i < pictures.size(); i++) {
      even &= duration(i) == first;
    }
    Rational base = times.timeBase();
    return even && first <= Long.MAX_VALUE / base.numerator()
        ? Optional.of(new Rational(base.denominator(), first * base.numerator()))
        : Optional.empty();
  }

  /** Of the last frame, if nothing tells its end, as long as the one before. */
  private long duration(int frame) {
    List<Long> all = times.times();
    if (frame + 1 < all.size()) {
      return all.get(frame + 1) - all.get(frame);
    }
    return frame == 0 ? 0 : all.get(frame) - all.get(frame - 1);
  }

  private static PictureInfo info(Path picture) {
    try (OpenPicture opened = PictureSource.of(picture).open()) {
      return opened.info();
    } catch (InvalidImageException e) {
      throw new InvalidFilmException(e.getMessage(), e);
    }
  }

  @Override
  public FilmFormat format() {
    return format;
  }

  @Override
  public Optional<Frame> next() {
    if (next == pictures.size()) {
      return Optional.empty();
    }
    byte[] levels = levels(pictures.get(next));
    long time = times.times().get(next);
    long duration = duration(next);
    next++;
    return Optional.of(new Frame(format.width(), format.height(), levels, time, duration));
  }

  private byte[] levels(Path picture) {
    try (OpenPicture opened = PictureSource.of(picture).open()) {
      requireSize(picture, opened.info());
      return levels(opened.read());
    } catch (InvalidImageException e) {
      throw new InvalidFilmException(e.getMessage(), e);
    }
  }

  private void requireSize(Path picture, PictureInfo info) {
    if (info.width() != format.width() || info.height() != format.height()) {
      throw new InvalidFilmException(
          String.format(
              "%s has %dx%d pixels, and the first picture has %dx%d; a film has one size.",
              picture, info.width(), info.height(), format.width(), format.height()));
    }
  }

  private byte[] levels(Photo photo) {
    int width = format.width();
    int height = format.height();
    BufferedImage upright = WorkingImage.of(photo, Framing.whole(width, height, width, height));
    Sheet sheet = new Sheet(name(pictures.get(next)), width, height);
    Rectangle all = new Rectangle(0, 0, width, height);
    sheet.lay(all, FramePictures.argb(upright), false, Disposal.KEEP);
    return sheet.levels();
  }

  /** Nothing stays open between frames. */
  @Override
  public void close() {}
}
