package dev.fude.video.folder;

import dev.fude.core.file.GrowingFolder;
import dev.fude.video.FilmEnd;
import dev.fude.video.FilmFormat;
import dev.fude.video.FilmOptions;
import dev.fude.video.FrameSink;
import dev.fude.video.FrameSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of pictures: those that exist; one that is to be written may also end with a slash. */
public final class FolderEnd implements FilmEnd {
  @Override
  public boolean reads(String name) {
    return Files.isDirectory(Path.of(name));
  }

  @Override
  public boolean writes(String name) {
    return name.endsWith("/") || name.endsWith("\\") || reads(name);
  }

  @Override
  public FrameSource open(String name, FilmOptions options) {
    return new FolderSource(Path.of(name), options.rate());
  }

  @Override
  public void requirePlace(String name, FilmOptions options) {
    GrowingFolder.requirePlace(Path.of(name));
  }

  @Override
  public FrameSink create(String name, FilmFormat film, String input, FilmOptions options) {
    return new FolderSink(Path.of(name), film);
  }
}
