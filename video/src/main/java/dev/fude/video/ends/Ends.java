package dev.fude.video.ends;

import dev.fude.core.Quoted;
import dev.fude.core.file.OutputFileException;
import dev.fude.video.FilmEnd;
import dev.fude.video.InvalidFilmException;
import dev.fude.video.apng.ApngEnd;
import dev.fude.video.ffmpeg.ContainerEnd;
import dev.fude.video.folder.FolderEnd;
import dev.fude.video.gif.GifEnd;
import dev.fude.video.y4m.Y4mEnd;
import java.util.List;
import java.util.Optional;

/** All kinds of films' ends, in the order in which they are asked. A new kind is one line here. */
public final class Ends {
  private static final List<FilmEnd> ALL =
      List.of(new FolderEnd(), new Y4mEnd(), new GifEnd(), new ApngEnd(), new ContainerEnd());

  private static final String CURE =
      "end it with .mp4, .m4v, .mov, .mkv, .webm, .gif, .png or .y4m, or with / for a folder of"
          + " pictures.";

  private Ends() {}

  /**
   * Who reads a film.
   *
   * @param name a file's, a folder's, or {@code -}
   * @return the first who does
   * @throws InvalidFilmException if nobody does
   */
  public static FilmEnd reading(String name) {
    return ALL.stream()
        .filter(end -> end.reads(name))
        .findFirst()
        .orElseThrow(
            () -> new InvalidFilmException(Quoted.name(name) + " is no film that can be read."));
  }

  /**
   * Who writes a film.
   *
   * @param name a file's, a folder's, or {@code -}
   * @return the first who does
   * @throws OutputFileException if nobody does
   */
  public static FilmEnd writing(String name) {
    return writer(name)
        .orElseThrow(
            () ->
                new OutputFileException(
                    Quoted.name(name) + " is no film that can be written; " + CURE));
  }

  /**
   * Whether it can be chosen what encodes a film's pictures.
   *
   * @param name a file's, a folder's, or {@code -}
   * @return false also of what is no film
   */
  public static boolean hasEncoders(String name) {
    return writer(name).filter(FilmEnd::hasEncoders).isPresent();
  }

  private static Optional<FilmEnd> writer(String name) {
    return ALL.stream().filter(end -> end.writes(name)).findFirst();
  }
}
