package dev.fude.video.apng;

import dev.fude.core.file.AtomicFile;
import dev.fude.video.FilmEnd;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import java.nio.file.Path;
import java.util.Locale;

/** Animated PNG files. */
public final class ApngEnd implements FilmEnd {
  @Override
  public boolean reads(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".apng") || lower.endsWith(".png");
  }

  @Override
  public boolean writes(String name) {
    return reads(name);
  }

  @Override
  public FrameSource open(String name, FilmOptions options) {
    return new ApngSource(Path.of(name));
  }

  @Override
  public void requirePlace(String name, FilmOptions options) {
    AtomicFile.requirePlace(Path.of(name), options.overwrite());
  }

  @Override
  public FrameSink create(String name, FilmFormat film, String input, FilmOptions options) {
    return new ApngSink(Path.of(name), options.overwrite(), film);
  }
}
