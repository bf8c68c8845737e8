package dev.fude.video.ffmpeg;

import dev.fude.video.InvalidFilmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * What the container that was asked about last holds: who opens a film asks, and then who copies
 * the rest of it. Thread-safe.
 */
final class LastProbed {
  private Answer last;

  /** An answer holds while the file stays as it was. */
  private record Answer(Ffmpeg ffmpeg, String file, FileTime modified, long size, ProbedFilm film) {
    boolean isTo(Ffmpeg program, String name, FileTime time, long bytes) {
      return program == ffmpeg && name.equals(file) && time.equals(modified) && bytes == size;
    }
  }

  /**
   * What a container holds.
   *
   * @param ffmpeg whose ffprobe is asked, unless it was asked just before
   * @param file the container
   * @throws InvalidFilmException if it is none
   */
  synchronized ProbedFilm film(Ffmpeg ffmpeg, String file) {
    try {
      FileTime modified = Files.getLastModifiedTime(Path.of(file));
      long size = Files.size(Path.of(file));
      if (last == null || !last.isTo(ffmpeg, file, modified, size)) {
        last = new Answer(ffmpeg, file, modified, size, Prober.probe(ffmpeg, file));
      }
      return last.film();
    } catch (IOException e) {
      throw new InvalidFilmException(file + " cannot be looked at; check the name.", e);
    }
  }
}
