package dev.fude.benchmarks;

import dev.fude.animegan.AnimeGan;
import dev.fude.core.tensor.Tensor;

/** Ours, on the backend asked for by name. */
final class FudeEngine implements PictureEngine {
  static final String PREFIX = "fude-";

  private final AnimeGan model;
  private final Tensor input;

  FudeEngine(String backend, int threads, Tensor input) {
    this.input = input;
    model =
        AnimeGan.builder()
            .weights(Network.weights())
            .resize(Network.RULE)
            .normEps(Network.EPS)
            .backend(backend)
            .threads(threads)
            .build();
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
