package dev.fude.video;

import java.util.List;
import java.util.Optional;

/**
 * A film that is read, frame by frame in the order in which they are seen. One thread at a time
 * reads; any thread may close.
 */
public interface FrameSource extends AutoCloseable {
  /**
   * What is known beforehand.
   *
   * @return the format of all frames
   */
  FilmFormat format();

  /**
   * What a person should know of how the film is read, such as colours that were guessed.
   *
   * @return sentences; none by default
   */
  default List<String> notices() {
    return List.of();
  }

  /**
   * Reads the next frame, and waits for it.
   *
   * @return a frame of the format's size, later than the one before; empty after the last
   * @throws InvalidFilmException if the film is damaged there, or the source was closed
   */
  Optional<Frame> next();

  /** Ends the reading, also one that is under way on another thread. Never fails. */
  @Override
  void close();
}
