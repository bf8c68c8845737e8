package dev.fude.video.ffmpeg;

import dev.fude.video.FilmFormat;
import dev.fude.video.Frame;
import dev.fude.video.nut.NutPacket;
import dev.fude.video.nut.NutStream;
import dev.fude.video.nut.NutWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes some frames of a film into a file of their own, with the times that they have in the
 * film. Levels become luma and chroma of BT.709 with the limited range, and say so: the tag alone
 * would change no number, and without it players guess.
 */
final class SegmentEncoder implements AutoCloseable {
  private static final String TO_BT709 =
      "scale=out_color_matrix=bt709:out_range=tv:"
          + ChromaPlace.LEFT.asOutput()
          + ":flags=bicubic+accurate_rnd+full_chroma_inp,format=yuv420p";
  private static final List<String> TAGS =
      List.of(
          "-color_primaries",
          "bt709",
          "-color_trc",
          "bt709",
          "-colorspace",
          "bt709",
          "-color_range",
          "tv",
          "-chroma_sample_location",
          "left");

  private final Child encoder;
  private final NutWriter frames;
  private final boolean evenSides;

  /**
   * Starts to encode.
   *
   * @param ffmpeg who encodes
   * @param with how
   * @param format of the frames
   * @param file where to, in NUT: Matroska would round times to milliseconds
   * @throws IOException if the process ends at once
   */
  SegmentEncoder(Ffmpeg ffmpeg, VideoEncoder with, FilmFormat format, Path file)
      throws IOException {
    evenSides = !with.takesOddSides();
    encoder = ffmpeg.start(arguments(with, file));
    FilmFormat fitting =
        evenSides
            ? format.withSize(EvenSides.of(format.width()), EvenSides.of(format.height()))
            : format;
    frames = new NutWriter(encoder.input(), NutStream.ofLevels(fitting));
  }

  private static List<String> arguments(VideoEncoder with, Path file) {
    List<String> arguments = new ArrayList<>();
    // Without -copyts the first frame of each segment would be moved to the film's start.
    arguments.addAll(List.of("-copyts", "-f", "nut", "-i", "pipe:0", "-map", "0:v"));
    arguments.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base", "-1", "-vf", TO_BT709));
    arguments.addAll(List.of("-c:v", with.name()));
    arguments.addAll(with.options());
    arguments.addAll(TAGS);
    arguments.addAll(List.of("-f", "nut", "-y", "file:" + file));
    return arguments;
  }

  /**
   * Encodes the next frame.
   *
   * @param frame later than the one before
   * @throws IOException if the process has ended; {@link #said} tells why
   */
  void write(Frame frame) throws IOException {
    Frame fitting = evenSides ? EvenSides.of(frame) : frame;
    frames.write(new NutPacket(fitting.levels(), fitting.time(), true));
  }

  /**
   * Makes the file whole.
   *
   * @throws IOException if that failed; {@link #said} tells why
   */
  void finish() throws IOException, InterruptedException {
    encoder.input().close();
    if (!encoder.succeeds()) {
      throw new IOException("the encoder failed");
    }
  }

  /** What the process said last. */
  String said() throws InterruptedException {
    return encoder.words().line();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
