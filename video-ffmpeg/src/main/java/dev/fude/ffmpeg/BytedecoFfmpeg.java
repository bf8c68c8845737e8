package dev.fude.ffmpeg;

import dev.fude.video.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/**
 * The programs ffmpeg and ffprobe out of the jar {@code org.bytedeco:ffmpeg} of this platform. Of
 * its libraries, none is loaded into this JVM.
 *
 * <p>JavaCPP unpacks them once, into {@code .javacpp/cache} of the home folder, or where the system
 * property {@code org.bytedeco.javacpp.cachedir} says.
 */
public final class BytedecoFfmpeg implements FfmpegProgram {
  /** For {@link java.util.ServiceLoader}. */
  public BytedecoFfmpeg() {}

  @Override
  public Path unpack() throws IOException {
    try {
      Loader.load(ffprobe.class);
      return Path.of(Loader.load(ffmpeg.class));
    } catch (LinkageError
        | RuntimeException e) { // as JavaCPP says that a platform's jar is missing
      throw new IOException(
          String.format(
              "org.bytedeco:ffmpeg for %s is not on the class path, or cannot be unpacked (%s)",
              Loader.getPlatform(), e.getMessage()),
          e);
    }
  }
}
