package dev.fude.video.ffmpeg;

import dev.fude.core.FudeException;

/** The program ffmpeg is missing, too old, cannot do what is needed, or failed. */
public class FfmpegException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, where, and what to do
   */
  public FfmpegException(String message) {
    super(message);
  }

  /**
   * Creates the exception with what led to it.
   *
   * @param message one sentence: what was wrong, where, and what to do
   * @param cause what was caught
   */
  public FfmpegException(String message, Throwable cause) {
    super(message, cause);
  }
}
