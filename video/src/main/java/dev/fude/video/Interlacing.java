package dev.fude.video;

/** Films whose frames hold two half pictures of different times. */
public final class Interlacing {
  private Interlacing() {}

  /**
   * What a person should know of such a film.
   *
   * @param name the film's, or what stands for it
   * @return a sentence
   */
  public static String notice(String name) {
    return name
        + " is interlaced, and its frames are painted as they are, combs and all; undo that first,"
        + " as by ffmpeg's -vf yadif.";
  }
}
