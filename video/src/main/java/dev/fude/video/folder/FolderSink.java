package dev.fude.video.folder;

import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.GrowingFolder;
import dev.fude.core.file.OutputFileException;
import dev.fude.painter.picture.PictureWriter;
import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.FrameSink;
import dev.fude.video.Rational;
import dev.fude.video.animation.FramePictures;
import dev.fude.video.animation.SquarePixels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A folder that a film's frames are written into, as PNG files that are numbered from 1 on, with
 * their times in {@value Timecodes#FILE}.
 */
public final class FolderSink implements FrameSink {
  private final GrowingFolder folder;
  private final Rational timeBase;
  private final List<String> notices;
  private final StringBuilder times;
  private long frames;
  private long lastTime; // of the last frame, in ticks
  private long end; // when it ends

  /**
   * Begins a folder.
   *
   * @param place where it is to be: nothing, or an empty folder
   * @param film the frames that will come
   * @throws OutputFileException if something is there, or nothing can be written there
   */
  public FolderSink(Path place, FilmFormat film) {
    folder = new GrowingFolder(place);
    timeBase = film.timeBase();
    notices = SquarePixels.notice(film).stream().toList();
    times = new StringBuilder(Timecodes.head(timeBase));
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  @Override
  public void write(Frame frame) {
    Path picture = folder.path().resolve(String.format(Locale.ROOT, "%08d.png", frames + 1));
    new PictureWriter(picture, false, 1).write(FramePictures.image(frame));
    times.append(Timecodes.line(frame.time(), timeBase));
    long duration = frame.duration() > 0 ? frame.duration() : frame.time() - lastTime;
    end = frame.time() + duration;
    lastTime = frame.time();
    frames++;
  }

  @Override
  public void finish() {
    if (end > lastTime) {
      times.append(Timecodes.line(end, timeBase));
    }
    AtomicFile.write(
        folder.path().resolve(Timecodes.FILE),
        false,
        bytes -> bytes.write(times.toString().getBytes(StandardCharsets.US_ASCII)));
    folder.finish();
  }

  @Override
  public void close() {
    folder.close();
  }
}
