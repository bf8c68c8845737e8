package dev.fude.video;

/**
 * One kind of place where films come from and go to: a container, a pipe, a folder. A new kind is a
 * class that implements this and a line in {@link dev.fude.video.ends.Ends}.
 */
public interface FilmEnd {
  /**
   * Whether films of this name are read here.
   *
   * @param name a file's, a folder's, or {@code -}; it need not exist
   * @return true if nobody else need be asked
   */
  boolean reads(String name);

  /**
   * Whether films of this name are written here.
   *
   * @param name a file's, a folder's, or {@code -}
   * @return true if nobody else need be asked
   */
  boolean writes(String name);

  /**
   * Whether it can be chosen what encodes the pictures of films that are written here.
   *
   * @return true if {@link FilmOptions#encoder} is heeded; false unless overridden
   */
  default boolean hasEncoders() {
    return false;
  }

  /**
   * Opens a film.
   *
   * @param name for which {@link #reads} is true
   * @param options how
   * @return the film, to be closed
   * @throws InvalidFilmException if it cannot be used
   */
  FrameSource open(String name, FilmOptions options);

  /**
   * Checks a film's place before anything is done.
   *
   * @param name for which {@link #writes} is true
   * @param options how
   * @throws dev.fude.core.file.OutputFileException if nothing can be written there
   */
  void requirePlace(String name, FilmOptions options);

  /**
   * Begins to write a film, or goes on.
   *
   * @param name for which {@link #writes} is true
   * @param format of the frames that will come
   * @param input the name of the film that they are painted from: a container takes sound,
   *     subtitles and chapters from there
   * @param options how
   * @return the film, to be closed
   * @throws dev.fude.core.file.OutputFileException if nothing can be written there
   */
  FrameSink create(String name, FilmFormat format, String input, FilmOptions options);
}
