package dev.fude.video.ffmpeg;

import dev.fude.core.Quoted;
import dev.fude.core.file.OutputFileException;
import java.util.ArrayList;
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

  /**
   * Those of graphics chips, faster and worse, and only by name: whether one works here is seen
   * when it begins. Each has a scale of quality of its own; these are about what the others give.
   */
  private static final List<VideoEncoder> OF_CHIPS =
      List.of(
          new VideoEncoder("h264_nvenc", List.of("-rc", "vbr", "-cq", "19", "-b:v", "0"), false),
          new VideoEncoder("h264_qsv", List.of("-global_quality", "20"), false),
          new VideoEncoder("h264_amf", List.of("-rc", "cqp", "-qp_i", "18", "-qp_p", "20"), false),
          new VideoEncoder("h264_videotoolbox", List.of("-q:v", "65"), false));

  /**
   * Chooses.
   *
   * @param named the encoder that is wanted; empty for the first of those that ffmpeg has and that
   *     the container takes
   * @throws FfmpegException if there is none
   * @throws OutputFileException if none has the name
   */
  static VideoEncoder choose(Ffmpeg ffmpeg, Container container, Optional<String> named) {
    return named.map(name -> named(ffmpeg, name)).orElseGet(() -> first(ffmpeg, container));
  }

  private static VideoEncoder named(Ffmpeg ffmpeg, String name) {
    List<VideoEncoder> known = new ArrayList<>(List.of(X264, OPENH264, VP9));
    known.addAll(OF_CHIPS);
    VideoEncoder encoder =
        known.stream()
            .filter(one -> one.name.equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name, known));
    if (!ffmpeg.hasEncoder(name)) {
      throw new FfmpegException(
          "This ffmpeg has no encoder " + name + "; leave --encoder out, or install another.");
    }
    return encoder;
  }

  private static OutputFileException unknown(String name, List<VideoEncoder> known) {
    return new OutputFileException(
        String.format(
            "%s is no encoder that is used here; name one of %s.",
            Quoted.name(name), String.join(", ", known.stream().map(VideoEncoder::name).toList())));
  }

  private static VideoEncoder first(Ffmpeg ffmpeg, Container container) {
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
