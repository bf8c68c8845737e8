package dev.fude.video.y4m;

import dev.fude.core.file.AtomicFile;
import dev.fude.video.FilmColour;
import dev.fude.video.FilmEnd;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import dev.fude.video.animation.FilmFile;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * YUV4MPEG2 streams, in files and pipes: what any tool can read and write, and needs no program.
 */
public final class Y4mEnd implements FilmEnd {
  private static final String PIPE = "-";
  private static final int BUFFER = 1 << 16;

  @Override
  public boolean reads(String name) {
    return name.equals(PIPE) || name.toLowerCase(Locale.ROOT).endsWith(".y4m");
  }

  @Override
  public boolean writes(String name) {
    return reads(name);
  }

  @Override
  public FrameSource open(String name, FilmOptions options) {
    if (name.equals(PIPE)) {
      InputStream buffered = new BufferedInputStream(options.standardInput(), BUFFER);
      return new Y4mSource("standard input", buffered, options.matrix());
    }
    return FilmFile.open(Path.of(name), bytes -> new Y4mSource(name, bytes, options.matrix()));
  }

  @Override
  public void requirePlace(String name, FilmOptions options) {
    if (!name.equals(PIPE)) {
      AtomicFile.requirePlace(Path.of(name), options.overwrite());
    }
  }

  @Override
  public FrameSink create(String name, FilmFormat film, String input, FilmOptions options) {
    FilmColour colour = film.colour().orElse(FilmColour.usualFor(film.height()));
    return name.equals(PIPE)
        ? Y4mSink.into("standard output", options.standardOutput(), film, colour)
        : Y4mSink.into(Path.of(name), options.overwrite(), film, colour);
  }
}
