package dev.fude.benchmarks;

import dev.fude.core.tensor.Tensor;
import java.util.ServiceLoader;

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
   * @return (1, height, width, 3), or the network's multiple of it; red first, from -1 to 1
   */
  Tensor picture();

  @Override
  void close();

  /**
   * Makes an engine ready.
   *
   * @param name {@code onnxruntime}; {@code fude-} and the name of a backend, with {@code -exact}
   *     behind it for direct convolutions only or {@code -fp16} for that precision; or what a
   *     {@link Provider} in this jar calls itself
   * @param network what to run
   * @param threads threads that a run may keep busy
   * @param input (1, height, width, 3), red first, from -1 to 1
   * @return the engine
   * @throws IllegalStateException if the engine cannot run here
   */
  static PictureEngine open(String name, Network network, int threads, Tensor input) {
    if (name.equals(OnnxRuntimeEngine.NAME)) {
      return new OnnxRuntimeEngine(network, threads, input);
    }
    if (name.startsWith(FudeEngine.PREFIX)) {
      return FudeEngine.open(name, network, threads, input);
    }
    for (Provider provider : ServiceLoader.load(Provider.class)) {
      if (provider.name().equals(name) && !network.isAnimeGanV2()) {
        throw new IllegalStateException(
            String.format("%s runs %s alone, not a file.", name, Network.ANIMEGAN_V2));
      }
      if (provider.name().equals(name)) {
        return provider.open(threads, input);
      }
    }
    throw new IllegalStateException(
        String.format(
            "There is no engine \"%s\" in this jar; choose fude-simd, fude-simd-exact, fude-loops,"
                + " fude-cuda, fude-cuda-fp16, fude-scalar or onnxruntime, or build with -Ppytorch"
                + " for pytorch.",
            name));
  }

  /** An engine that is in the jar only if a Maven profile put it there. */
  interface Provider {
    /**
     * What the engine is asked for by.
     *
     * @return its name
     */
    String name();

    /**
     * Makes the engine ready.
     *
     * @param threads threads that a run may keep busy
     * @param input (1, height, width, 3)
     * @return the engine
     */
    PictureEngine open(int threads, Tensor input);
  }
}
