package dev.fude.benchmarks;

import dev.fude.model.PictureSides;
import dev.fude.model.generator.AnimeGanV2;
import java.util.List;

/**
 * One picture by one process.
 *
 * @param engine {@value #ONNX_RUNTIME}, or {@value #FUDE} with or without the name of a variant
 * @param jvmFlags more flags for the child's JVM
 * @param size sides of the picture
 * @param threads threads that the network may keep busy
 */
record OneShotJob(String engine, List<String> jvmFlags, PhotoSize size, int threads) {
  static final String FUDE = "fude";
  static final String ONNX_RUNTIME = "onnxruntime";
  static final List<String> ENGINES = List.of(FUDE, ONNX_RUNTIME);

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
    requireFitting(size.width(), sides);
    requireFitting(size.height(), sides);
    if (threads < 1) {
      throw new IllegalArgumentException("Threads must be at least 1, not " + threads + ".");
    }
    jvmFlags = List.copyOf(jvmFlags);
  }

  private static void requireFitting(int side, PictureSides sides) {
    if (sides.fitting(side) != side) {
      throw new IllegalArgumentException(
          String.format(
              "Size %d must be a multiple of %d from %d on.",
              side, sides.multiple(), sides.least()));
    }
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
    return String.format("%s, %s, %d threads", engine, size, threads);
  }
}
