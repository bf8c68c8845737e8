package dev.fude.video;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A program ffmpeg that a jar brings, for machines on which none is installed. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface FfmpegProgram {
  /**
   * Makes it a program that can be started, if it is none yet.
   *
   * @return its file, with ffprobe beside it
   * @throws IOException if that is not possible, with a clause that says why
   */
  Path unpack() throws IOException;
}
