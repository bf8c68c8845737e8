package dev.fude.benchmarks;

import dev.fude.model.PictureSides;
import dev.fude.model.generator.AnimeGanV2;
import java.util.List;

/**
 * One picture by one process.
 *
 * @param engine {@value #ONNX_RUNTIME}, or {@value #FUDE} with or without the name of a variant
 * @param jvmFlags more flags for the child's JVM
 * @param size rows and columns of the picture
 * @param threads threads that the network may keep busy
 */
record OneShotJob(String engine, List<String> jvmFlags, int size, int threads) {
  static final String FUDE = "fude";
  static final String ONNX_RUNTIME = "onnxruntime";

  /**
   * Checks the job.
   *
   * @throws IllegalArgumentException if the engine is unknown, the size is none that both engines
   *     take as it is, or threads is below 1
   */
  OneShotJob {
    if (!engine.equals(ONNX_RUNTIME) && !engine.equals(FUDE) && !engine.startsWith(FUDE + "-")) {
      throw new IllegalArgumentException(
          "There is no engine \"" + engine + "\"; choose fude or onnxruntime.");
    }
    PictureSides sides = PictureSides.of(AnimeGanV2.graph(Network.RULE, Network.EPS));
    if (sides.fitting(size) != size) {
      throw new IllegalArgumentException(
          String.format(
              "Size %d must be a multiple of %d from %d on.",
              size, sides.multiple(), sides.least()));
    }
    if (threads < 1) {
      throw new IllegalArgumentException("Threads must be at least 1, not " + threads + ".");
    }
    jvmFlags = List.copyOf(jvmFlags);
  }

  /**
   * Whether ONNX Runtime does it.
   *
   * @return false if we do
   */
  boolean isRival() {
    return engine.equals(ONNX_RUNTIME);
  }

  @Override
  public String toString() {
    return String.format("%s, %d x %d, %d threads", engine, size, size, threads);
  }
}
