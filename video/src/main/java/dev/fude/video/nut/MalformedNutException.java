package dev.fude.video.nut;

import java.io.IOException;

/** A stream that is no NUT, not whole, or not as this program can use it. */
public class MalformedNutException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param problem a clause: what is wrong
   */
  public MalformedNutException(String problem) {
    super(problem);
  }
}
