package dev.fude.cli;

import dev.fude.video.ends.Ends;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How containers are read and written. */
final class ContainerOptions {
  @Option(
      names = "--ffmpeg",
      paramLabel = "PROGRAM",
      description = {
        "The program ffmpeg, 5.1 or newer, with ffprobe beside it. Default: what the environment"
            + " variable FUDE_FFMPEG names, else ffmpeg of the search path."
      })
  private Path ffmpeg;

  @Option(
      names = "--encoder",
      paramLabel = "NAME",
      description = {
        "What encodes the pictures: libx264, libopenh264 or libvpx-vp9, or a graphics chip's"
            + " h264_nvenc, h264_qsv, h264_amf or h264_videotoolbox. Default: the first of the"
            + " three that ffmpeg has."
      })
  private String encoder;

  /**
   * Refuses an encoder of films that need none.
   *
   * @throws WrongUseException if the output is no container
   */
  void requireNeeded(String output) {
    if (encoder != null && !Ends.hasEncoders(output)) {
      throw new WrongUseException(
          "--encoder is for .mp4, .m4v, .mov, .mkv and .webm; other films are written as they"
              + " are.");
    }
  }

  Optional<Path> ffmpeg() {
    return Optional.ofNullable(ffmpeg);
  }

  Optional<String> encoder() {
    return Optional.ofNullable(encoder);
  }
}
