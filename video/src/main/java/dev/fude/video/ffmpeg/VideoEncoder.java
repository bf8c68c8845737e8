package dev.fude.video.ffmpeg;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What pictures are encoded with. The qualities are high: drawings have even planes and sharp
 * edges, where coarse encoding is seen first.
 *
 * @param name ffmpeg's
 * @param options of its quality
 * @param takesOddSides whether a frame may have an odd number of rows or columns
 */
record VideoEncoder(String name, List<String> options, boolean takesOddSides) {
  private static final VideoEncoder X264 =
      new VideoEncoder("libx264", List.of("-preset", "medium", "-crf", "18"), false);

  /** It has no quality but bounds of it, and left to itself leaves frames out. */
  private static final VideoEncoder OPENH264 =
      new VideoEncoder(
          "libopenh264", List.of("-qmin", "14", "-qmax", "24", "-allow_skip_frames", "0"), false);

  private static final VideoEncoder VP9 =
      new VideoEncoder(
          "libvpx-vp9", List.of("-crf", "24", "-b:v", "0", "-row-mt", "1", "-cpu-used", "2"), true);

  /** The first of those that ffmpeg has and that a container takes. */
  static VideoEncoder choose(Ffmpeg ffmpeg, Container container) {
    Stream<VideoEncoder> order =
        container == Container.WEBM ? Stream.of(VP9) : Stream.of(X264, OPENH264, VP9);
    Optional<VideoEncoder> first =
        order.filter(encoder -> ffmpeg.hasEncoder(encoder.name())).findFirst();
    return first.orElseThrow(
        () ->
            new FfmpegException(
                "This ffmpeg has no encoder for "
                    + container.muxer()
                    + " films; install one with "
                    + (container == Container.WEBM ? "libvpx-vp9." : "libx264 or libopenh264.")));
  }
}
