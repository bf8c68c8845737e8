package dev.fude.benchmarks;

import dev.fude.core.weights.DType;
import dev.fude.model.ModelFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.imageio.ImageIO;

/**
 * Does a job in a fresh JVM, the same Java as this one, and measures the process from outside: from
 * before it is started until it has ended, with the picture written.
 */
final class OneShotProcess {
  private final Path folder;
  private final Path weights;
  private final Path picture;

  /**
   * Writes the weights.
   *
   * @param folder an empty folder for all files
   */
  OneShotProcess(Path folder) {
    this.folder = folder;
    weights = folder.resolve("weights.safetensors");
    picture = folder.resolve("picture.png");
    ModelFile.write(weights, Network.animeGanV2().model(), DType.F32, true);
  }

  /**
   * Does a job.
   *
   * @param job the job
   * @return what it took
   * @throws IOException if a file cannot be written or the process not be started
   * @throws InterruptedException if this thread is told to stop
   * @throws IllegalStateException if the process failed; the message holds what it said
   */
  Sample run(OneShotJob job) throws IOException, InterruptedException {
    Path note = folder.resolve("status");
    Path log = folder.resolve("log");
    Files.deleteIfExists(note);
    Files.deleteIfExists(picture);
    ProcessBuilder builder =
        new ProcessBuilder(command(job, note))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    long start = System.nanoTime();
    ScratchWatch scratch = new ScratchWatch();
    int exitCode = scratch.waitFor(builder.start());
    double seconds = (System.nanoTime() - start) / 1e9;
    String said = Files.readString(log, StandardCharsets.UTF_8);
    if (exitCode != 0 || !Files.exists(picture)) {
      throw new IllegalStateException(
          String.format("%s ended with code %d: %s", job, exitCode, said));
    }
    String status = Files.exists(note) ? Files.readString(note, StandardCharsets.UTF_8) : "";
    return new Sample(
        seconds,
        ProcessStatus.peakBytes(status),
        ProcessStatus.heapBytes(status),
        scratch.mostBytes(),
        Foretold.in(said));
  }

  /**
   * What the last job made.
   *
   * @return the picture
   * @throws IOException if it cannot be read
   */
  BufferedImage readPicture() throws IOException {
    return ImageIO.read(picture.toFile());
  }

  private List<String> command(OneShotJob job, Path note) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!job.isRival()) {
      // As the script "fude" starts it.
      command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxRAMPercentage=70"));
      command.addAll(List.of("-XX:+UseSerialGC", "-XX:NewSize=32m", "-XX:MaxNewSize=32m"));
      command.addAll(List.of("-XX:Tier4BackEdgeThreshold=400000", "-XX:FreqInlineSize=50"));
    }
    command.addAll(job.jvmFlags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OneShotChild.class.getName(), note.toString()));
    command.addAll(job.isRival() ? rivalArguments(job) : fudeArguments(job));
    return command;
  }

  private List<String> rivalArguments(OneShotJob job) throws IOException {
    return List.of(
        OneShotJob.ONNX_RUNTIME,
        Network.onnxModel().toString(),
        photo(job.size()).toString(),
        picture.toString(),
        Integer.toString(job.threads()));
  }

  private List<String> fudeArguments(OneShotJob job) throws IOException {
    return List.of(
        OneShotJob.FUDE,
        "stylize",
        photo(job.size()).toString(),
        "--output=" + picture,
        "--model=" + weights,
        "--json",
        "--threads=" + job.threads(),
        "--resize=" + Network.RULE.id(),
        "--eps=" + Network.EPS);
  }

  private Path photo(PhotoSize size) throws IOException {
    Path photo = folder.resolve("photo-" + size + ".png");
    if (!Files.exists(photo)) {
      DrawnPhoto.write(photo, size);
    }
    return photo;
  }

  /**
   * What one process took.
   *
   * @param seconds from its start to its end
   * @param peakBytes the most memory resident at once, if the system tells
   * @param heapBytes the most that was left in the heap after a collection, likewise
   * @param scratchBytes the most that scratch files were seen to take
   * @param foretold what it said that the picture takes, if it is one of ours
   */
  record Sample(
      double seconds,
      OptionalLong peakBytes,
      OptionalLong heapBytes,
      long scratchBytes,
      Optional<Foretold> foretold) {
    @Override
    public String toString() {
      String memory =
          peakBytes.isPresent() ? String.format(", %d MiB", peakBytes.getAsLong() >> 20) : "";
      return String.format(Locale.ROOT, "%.3f s%s", seconds, memory);
    }
  }
}
