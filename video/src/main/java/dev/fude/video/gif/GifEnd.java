package dev.fude.video.gif;

import dev.fude.core.file.AtomicFile;
import dev.fude.video.FilmEnd;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import java.nio.file.Path;
import java.util.Locale;

/** GIF files. */
public final class GifEnd implements FilmEnd {
  @Override
  public boolean reads(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gif");
  }

  @Override
  public boolean writes(String name) {
    return reads(name);
  }

  @Override
  public FrameSource open(String name, FilmOptions options) {
    return new GifSource(Path.of(name));
  }

  @Override
  public void requirePlace(String name, FilmOptions options) {
    AtomicFile.requirePlace(Path.of(name), options.overwrite());
  }

  @Override
  public FrameSink create(String name, FilmFormat film, String input, FilmOptions options) {
    return new GifSink(Path.of(name), options.overwrite(), film);
  }
}
