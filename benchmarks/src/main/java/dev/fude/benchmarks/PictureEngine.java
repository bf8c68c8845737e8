package dev.fude.benchmarks;

import dev.fude.core.tensor.Tensor;

/** An engine that holds the network and one picture, ready to run. */
interface PictureEngine extends AutoCloseable {
  /**
   * Runs the network once: what is timed.
   *
   * @return something that the run made, so that it cannot be left out
   */
  Object run();

  /**
   * Runs the network once and gives its picture.
   *
   * @return (1, height, width, 3)
   */
  Tensor picture();

  @Override
  void close();

  /**
   * Makes an engine ready.
   *
   * @param name {@code onnxruntime}, or {@code fude-} and the name of a backend
   * @param threads threads that a run may keep busy
   * @param input (1, height, width, 3)
   * @return the engine
   * @throws IllegalStateException if the engine cannot run here
   */
  static PictureEngine open(String name, int threads, Tensor input) {
    if (name.equals(OnnxRuntimeEngine.NAME)) {
      return new OnnxRuntimeEngine(threads, input);
    }
    if (name.startsWith(FudeEngine.PREFIX)) {
      return new FudeEngine(name.substring(FudeEngine.PREFIX.length()), threads, input);
    }
    throw new IllegalStateException(
        "There is no engine \"" + name + "\"; choose fude-simd, fude-scalar or onnxruntime.");
  }
}
