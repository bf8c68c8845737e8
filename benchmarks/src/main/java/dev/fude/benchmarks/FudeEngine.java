package dev.fude.benchmarks;

import dev.fude.animegan.AnimeGan;
import dev.fude.core.tensor.Tensor;

/** Ours, on the backend asked for by name. */
final class FudeEngine implements PictureEngine {
  static final String PREFIX = "fude-";

  private static final String EXACT = "-exact";

  private final AnimeGan model;
  private final Tensor input;

  private FudeEngine(String backend, boolean exact, int threads, Tensor input) {
    this.input = input;
    model =
        AnimeGan.builder()
            .weights(Network.weights())
            .resize(Network.RULE)
            .normEps(Network.EPS)
            .backend(backend)
            .exact(exact)
            .threads(threads)
            .build();
  }

  /**
   * Makes ours ready.
   *
   * @param name such as {@code fude-simd} or {@code fude-simd-exact}
   * @param threads threads that a run may keep busy
   * @param input (1, height, width, 3)
   * @return the engine
   */
  static FudeEngine open(String name, int threads, Tensor input) {
    boolean exact = name.endsWith(EXACT);
    int end = name.length() - (exact ? EXACT.length() : 0);
    return new FudeEngine(name.substring(PREFIX.length(), end), exact, threads, input);
  }

  @Override
  public Object run() {
    return model.run(input);
  }

  @Override
  public Tensor picture() {
    return model.run(input);
  }

  @Override
  public void close() {
    model.close();
  }
}
