package dev.fude.benchmarks;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fude.video.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A film as somebody with ffmpeg and ONNX Runtime would paint it: frames to PNG files, each of them
 * painted into another, those to a film, with the sound of the first. The model is loaded once.
 */
final class OnnxRuntimeFilm implements AutoCloseable {
  private static final String NUMBERED = "%06d.png";

  private final OrtSession session;
  private final Rational rate;

  /**
   * Loads the model.
   *
   * @param model an ONNX file
   * @param threads threads that a picture may keep busy
   * @param rate frames a second
   * @throws OrtException if ONNX Runtime refuses the model
   */
  OnnxRuntimeFilm(Path model, int threads, Rational rate) throws OrtException {
    session = OnnxRuntimeEngine.session(model, threads);
    this.rate = rate;
  }

  /**
   * Paints a film.
   *
   * @param film to be painted
   * @param painted where to; replaced
   * @param folder for the pictures, made if it is missing
   */
  void paint(Path film, Path painted, Path folder)
      throws IOException, InterruptedException, OrtException {
    Path before = Files.createDirectories(folder.resolve("before"));
    Path after = Files.createDirectories(folder.resolve("after"));
    ffmpeg("-i", film.toString(), before.resolve(NUMBERED).toString());
    List<Path> pictures;
    try (Stream<Path> files = Files.list(before)) {
      pictures = files.sorted().toList();
    }
    for (Path picture : pictures) {
      OnnxRuntimeOneShot.paint(session, picture, after.resolve(picture.getFileName()));
    }
    ffmpeg(
        "-framerate",
        rate.toString(),
        "-i",
        after.resolve(NUMBERED).toString(),
        "-i",
        film.toString(),
        "-map",
        "0:v",
        "-map",
        "1:a?",
        "-c:a",
        "copy",
        "-vf",
        "scale=out_color_matrix=bt709,format=yuv420p",
        "-colorspace",
        "bt709",
        "-c:v",
        "libx264",
        "-crf",
        "18",
        painted.toString());
  }

  private static void ffmpeg(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg failed");
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
